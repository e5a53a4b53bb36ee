import { invalidInput, type Issue } from './errors.ts';
import { textIssues } from './text.ts';

/** A product of the catalogue. Dates are ISO 8601 UTC with milliseconds and `Z`. */
export interface Product {
  /** Lower-case UUID, made by the service. */
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly createDate: string;
  readonly lastUpdateDate: string;
  /** Starts at 1 and grows by one with each change; guards against lost updates. */
  readonly version: number;
}

const idShape = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** Whether a product can have this id; no other text names one. */
export const isProductId = (text: string): boolean => idShape.test(text);

/** Whether a text in the shape of a product's dates is one: 30 February is none. */
export const isRealDate = (text: string): boolean => {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
};

/** What a client says of a product that it wants created. */
export interface ProductContent {
  readonly name: string;
  readonly description: string | null;
}

/** What a client wants changed: an absent field stays as it is, a `null` description is cleared. */
export interface ProductChange {
  readonly name?: string;
  readonly description?: string | null;
}

const nameRule = { maxLength: 200, blank: false, tabsAndNewlines: false };
const descriptionRule = { maxLength: 2000, blank: true, tabsAndNewlines: true };

/** A product as it is at creation. Throws `INVALID_INPUT` with every offending field. */
export const newProduct = (content: ProductContent, id: string, at: Date): Product => {
  refuseIfAny(contentIssues(content));
  const createDate = at.toISOString();
  return {
    id,
    name: content.name,
    description: content.description,
    createDate,
    lastUpdateDate: createDate,
    version: 1,
  };
};

/** A change that any product accepts. Throws `INVALID_INPUT` with every offending field, or when it changes nothing. */
export const productChange = (change: ProductChange): ProductChange => {
  refuseIfAny(changeIssues(change));
  return change;
};

/** What is wrong with the given fields of a content, empty when nothing is. */
export const contentIssues = (content: Partial<ProductContent>): Issue[] => [
  ...(content.name === undefined ? [] : textIssues('name', content.name, nameRule)),
  ...(content.description === undefined || content.description === null
    ? []
    : textIssues('description', content.description, descriptionRule)),
];

/** What is wrong with a change, empty when nothing is. */
export const changeIssues = (change: ProductChange): Issue[] =>
  change.name === undefined && change.description === undefined
    ? [{ field: '', detail: 'must change the name, the description or both' }]
    : contentIssues(change);

const refuseIfAny = (issues: readonly Issue[]): void => {
  if (issues.length > 0) throw invalidInput(issues);
};
