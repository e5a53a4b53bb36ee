import type { Issue } from './errors.ts';

/** Limits on a text. `maxLength` counts Unicode code points, as a person counts characters, not UTF-16 units. */
export interface TextRule {
  readonly maxLength: number;
  readonly blank: boolean;
  readonly tabsAndNewlines: boolean;
}

const controlCharacter = /\p{Cc}/u;
const controlCharacterButTabAndNewline = /[^\P{Cc}\t\n]/u;

/** What is wrong with a text, empty when nothing is. Texts are never trimmed or normalised: they are kept as sent. */
export const textIssues = (field: string, text: string, rule: TextRule): Issue[] => {
  const issues: Issue[] = [];
  const refuse = (detail: string): void => {
    issues.push({ field, detail });
  };
  if (!rule.blank && text.trim() === '') refuse('must not be blank');
  if (hasMoreCodePointsThan(rule.maxLength, text)) refuse(`must have at most ${rule.maxLength} characters`);
  // A lone surrogate has no UTF-8 form: the store would silently replace it.
  if (!text.isWellFormed()) refuse('must be well-formed Unicode, without lone surrogates');
  if ((rule.tabsAndNewlines ? controlCharacterButTabAndNewline : controlCharacter).test(text)) {
    refuse(
      rule.tabsAndNewlines
        ? 'must not have control characters other than tab and newline'
        : 'must not have control characters',
    );
  }
  return issues;
};

const hasMoreCodePointsThan = (limit: number, text: string): boolean =>
  // No text has more code points than UTF-16 units, so most need no counting.
  text.length > limit && Array.from(text).length > limit;
