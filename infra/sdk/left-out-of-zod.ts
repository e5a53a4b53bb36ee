import { edited, replaced, type Cut } from './cut.ts';

/*
 * What the schemas of the doors have no use for: they are objects of texts and numbers that may be absent or null, made
 * at start and asked without waiting. A schema of another kind fails the build; one with a check, the start.
 */

/** Makers of just the kinds of schema that the doors have, on zod's own schemas and parsers. */
const makers = replaced(
  'zod/mini/index.js',
  `import * as core from '../v4/core/schemas.js';
  import { safeParse } from '../v4/core/parse.js';
  import { normalizeParams } from '../v4/core/util.js';

  const make = (Schema, type, params, more) => {
    const schema = new Schema({ type, ...more, ...normalizeParams(params) });
    schema.safeParse = (data) => safeParse(schema, data);
    schema.parse = (data) => {
      const parsed = schema.safeParse(data);
      if (!parsed.success) throw parsed.error;
      return parsed.data;
    };
    return schema;
  };
  export const string = (params) => make(core.$ZodString, 'string', params);
  export const number = (params) => make(core.$ZodNumber, 'number', params);
  export const object = (shape, params) => make(core.$ZodObject, 'object', params, { shape });
  export const strictObject = (shape, params) =>
    make(core.$ZodObject, 'object', params, { shape, catchall: make(core.$ZodNever, 'never') });
  export const nullable = (innerType) => make(core.$ZodNullable, 'nullable', undefined, { innerType });
  export const exactOptional = (innerType) => make(core.$ZodExactOptional, 'optional', undefined, { innerType });`,
);

/** Checks, promises, and what unions, templates and other libraries want to know of a schema. */
const schemas = edited(
  'zod/v4/core/schemas.js',
  [
    /const checks = inst\._zod\.traits\.has\("\$ZodCheck"\)[^]*?\n {4}else \{\n[^]*?\n {4}\}\n(?=\}, \{\n)/,
    () => `if (defChecks?.length) throw new Error('The checks of zod are not in this bundle.');
    (inst._zod.deferred ??= []).push(() => { inst._zod.run = inst._zod.parse; });\n`,
  ],
  [/\}, \{\n.*\n {4}get "~standard"\(\) \{[^]*?\n\}\);/, () => '});'],
  [
    // eslint-disable-next-line security/detect-unsafe-regex -- at build time, on a file of known contents
    /^ {4}util\.defineLazyInternal\(inst, "(?:values|pattern|propValues)", \(zod\) => (?:\{\n(?: {5,}.*\n)* {4}\}|[^{\n].*)\);\n/gm,
    () => '',
  ],
  [/^ {4}inst\._zod\.pattern = .*\n/gm, () => ''],
  [/if \(def\.coerce\)\s+try \{[^}]*\}\s+catch \(_\w*\) \{ \}/g, () => ''],
  [/if \(r instanceof Promise\) \{\n.*\n\s+\}\s+else \{\n(.*)\n\s+\}/g, (_, atOnce = '') => atOnce],
  [/proms\.length \? Promise\.all\(proms\)\.then\(\(\) => payload\) : payload/, () => 'payload'],
  [/if \(!proms\.length\)\s+return payload;\s+return Promise\.all\([^}]*\}\);/, () => 'return payload;'],
  // The parser of a merely optional field, which an exactly optional one puts its own in the place of.
  [
    / {4}inst\._zod\.parse = \(payload, ctx\) => \{\s+if \(payload\.value === undefined\) \{\s+\/\/ Only the top[^]*?\n {4}\};\n/,
    () => '',
  ],
  [/ {4}const ownSymbols = .*\n {4}const symbolKeys = .*\n/, () => '    const symbolKeys = [];\n'],
  [/memo \? memo\.alloc\(inst, payload, \{\}, ctx\) : \{\}/, () => '{}'],
  [/ {4}const memo = core\.globalConfig\.memoizer;\n\s+memo\?\.attach\(inst\);\n/, () => ''],
  // A shape that is only known later, and a stop at the first fault.
  [/ {4}const desc = Object\.getOwnPropertyDescriptor\(def, "shape"\);[^]*?\n(?= {4}const _normalized)/, () => ''],
  [/if \(abortEarly && payload\.issues\.length !== seen\) \{[^}]*\}/g, () => ''],
);

export const leftOutOfZod: readonly Cut[] = [
  makers,
  schemas,
  edited('zod/v4/core/util.js', [
    // No schema of the doors refers to itself, so there is nothing to wait for.
    /(export function defineLazyInternal\(inst, key, compute\) \{)[^]*?\n\}/,
    (_, head = '') => `${head} inst._zod[key] = compute(inst._zod); }`,
  ]),
  edited('zod/v4/core/parse.js', [/if \(result instanceof Promise\)\s*(?:\{[^}]*\}|.*\n)/g, () => '']),
  edited(
    'zod/v4/core/core.js',
    // Members that no schema here has, a hook that nobody sets, and errors made quicker by switching stack traces off.
    [/newError\(Definition\)(?= : this)/, () => 'new Definition()'],
    [/ {8}const pp = [^]*?pp\(inst\);\n/, () => ''],
    [/ {4}const protoMembers = proto;\n[^]*?(?= {4}function init\()/, () => ''],
    [/ {8}if \(initialized\) \{[^]*?\n {8}\}\n[^]*?\n {8}\}\n(?= {4}\}\n)/, () => ''],
  ),
  edited(
    'zod/v4/core/errors.js',
    [/ {4}const proto = Object\.getPrototypeOf\(inst\);[^]*?\n {4}\}\n(?=\};)/, () => ''],
    [/const _installedToString = .*\n/, () => ''],
    [/export const \$ZodError = /, (whole) => `${whole}/*@__PURE__*/ `],
  ),
];
