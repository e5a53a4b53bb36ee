import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';

/** What one bundle has, as far as it is limited. Sizes are in bytes. */
export interface Weight {
  readonly bytes: number;
  readonly gzipped: number;
  /** Of our own modules and of zod. */
  readonly ownBytes: number;
  /** The modules of which bytes are in it. */
  readonly modules: readonly string[];
}

export const weightOf = (script: Uint8Array, { outputs }: Metafile): Weight => {
  const inputs = Object.values(outputs)
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const own = inputs.filter(([path]) => /^src\/|node_modules\/zod\//.test(path));
  return {
    bytes: script.byteLength,
    gzipped: gzipSync(script, { level: 9 }).byteLength,
    ownBytes: own.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0),
    modules: inputs.map(([path]) => path),
  };
};

/** Sizes are shares of the bare SDK bundle, so that an update of the SDK that makes both larger is no fault of ours. */
export const limits = { bytes: 0.53, gzipped: 0.59, ownBytes: 30_000, modules: 325 };

/** What must never be in a bundle: each costs a cold start, and none is of use to a function. */
export const forbidden: readonly RegExp[] = [
  /@aws-sdk\/(nested-clients|token-providers|endpoint-cache|xml-builder)\//,
  /@aws-sdk\/credential-provider-(?!env\/|node\/)/,
  /@smithy\/(credential-provider-imds|fetch-http-handler)\//,
  /@aws-sdk\/lib-dynamodb\/.*(Scan|Batch|Transact|Pagina)/,
  /node_modules\/(mnemonist|obliterator|bowser|graphql|esbuild)\//,
  /zod\/v4\/(classic|locales)\//,
  /\/index\.browser\.js$/,
  /^src\/local\//,
];

/** One sentence for each limit that a bundle breaks. */
export const overBudget = (weight: Weight, bare: Pick<Weight, 'bytes' | 'gzipped'>): string[] => {
  const most = {
    bytes: Math.floor(limits.bytes * bare.bytes),
    gzipped: Math.floor(limits.gzipped * bare.gzipped),
    ownBytes: limits.ownBytes,
    modules: limits.modules,
  };
  const has = { ...weight, modules: weight.modules.length };
  const names = ['bytes', 'gzipped', 'ownBytes', 'modules'] as const;
  return [
    ...names.flatMap((name) => (has[name] > most[name] ? [`${name} is ${has[name]}, at most ${most[name]}`] : [])),
    ...forbiddenIn(weight),
  ];
};

/** One sentence for each module that must not be in a bundle. */
export const forbiddenIn = ({ modules }: Pick<Weight, 'modules'>): string[] =>
  modules.filter((path) => forbidden.some((rule) => rule.test(path))).map((path) => `${path} is in it`);
