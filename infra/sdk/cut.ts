/** One module of the SDK that a bundle has in part only, or in another form. */
export interface Cut {
  /** Its path below `node_modules`. */
  readonly module: string;
  /** What the bundle has in its place. Throws when the source has not the shape that it was written for. */
  readonly rewrite: (source: string) => string;
}

/** The folder of the modules that all clients share. */
export const smithy = '@smithy/core/dist-es/submodules';

export const replaced = (module: string, source: string): Cut => ({ module, rewrite: () => source });

/** A class that nothing makes: whatever does it all the same learns why it fails. */
export const absent = (module: string, name: string): Cut =>
  replaced(module, `export class ${name} { constructor() { throw new Error('${name} is not in this bundle.'); } }`);

type Replacement = (match: string, ...groups: string[]) => string;

/** A module with each match of the patterns replaced, each of which must have one at least. */
export const edited = (module: string, ...edits: readonly (readonly [RegExp, Replacement])[]): Cut => ({
  module,
  rewrite: (source) =>
    edits.reduce((text, [pattern, by]) => {
      const result = text.replace(pattern, by);
      if (result === text) throw new Error(`nothing in it matches ${pattern}`);
      return result;
    }, source),
});
