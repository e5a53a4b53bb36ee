import { round, valueOf } from '../measure/statistics.ts';
import type { Goal, Results } from './results.ts';

/** The part of docs/performance.md that a run writes. */
export const tablesOf = (results: Results, goals: readonly Goal[]): string =>
  [
    heading(results),
    '### Goals',
    table(
      ['goal', 'wanted', 'measured', 'met'],
      goals.map(({ name, goal, value, met }) => [name, goal, value ?? 'not measured', met ? 'yes' : '**no**']),
    ),
    '### Bundles',
    bundles(results),
    '### Cold starts',
    ...Object.entries(results.cold).map(([runtime, starts]) => coldTable(runtime, starts)),
    '![Import and first answer](results/cold-start.svg)',
    '### Warm calls',
    ...Object.entries(results.warm).map(([runtime, calls]) => warmTable(runtime, calls)),
    '![Warm calls](results/warm-call.svg)',
    '### Pages',
    pagesTable(results),
    '![Pages](results/pages.svg)',
    '### Local server',
    serverTable(results),
    '![Local server](results/local-server.svg)',
  ].join('\n\n');

const heading = ({ date, command, quick, machine, versions }: Results): string => {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const warning = quick ? ' **A quick run: not to be quoted.**' : '';
  return `Measured on ${date} by \`${command}\`.${warning} ${machine}; ${named.join(', ')}.`;
};

export type Cell = string | number;

export const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const bundles = ({ bundles: all }: Results): string =>
  table(
    ['bundle', 'bytes', 'to the bare SDK', 'gzipped', 'ours and zod', 'modules'],
    Object.entries(all).map(([name, { bytes, gzipped, ownBytes, modules }]) => [
      name,
      bytes,
      round(bytes / all.bare.bytes),
      gzipped,
      ownBytes,
      modules,
    ]),
  );

const coldTable = (runtime: string, starts: Results['cold'][string]): string => {
  const bare = valueOf(starts, 'bare');
  const empty = valueOf(starts, 'empty');
  return table(
    [
      `on \`${runtime}\``,
      'import CPU ms',
      'to bare',
      'first answer CPU ms',
      'to bare',
      'RSS MiB',
      'above empty, to bare',
    ],
    Object.entries(starts).map(([name, { importCpu, firstCpu, rss }]) => [
      name,
      importCpu,
      round(importCpu / bare.importCpu),
      firstCpu,
      round(firstCpu / bare.firstCpu),
      rss,
      round((rss - empty.rss) / (bare.rss - empty.rss)),
    ]),
  );
};

const warmTable = (runtime: string, calls: Results['warm'][string]): string =>
  table(
    [`on \`${runtime}\``, 'raw us', 'ours us', 'ours to raw', 'raw to raw', 'ours without the client us', 'of it JSON'],
    calls.map(({ door, operation, raw, ours, ratio, noise, own, json }) => [
      `${door} ${operation}`,
      raw,
      ours,
      ratio,
      noise,
      own,
      json,
    ]),
  );

const pagesTable = ({ pages }: Results): string =>
  table(
    ['products', 'shards', 'page of 100', 'ms', 'queries', 'read units'],
    pages.map(({ size, shards, page, milliseconds, queries, readUnits }) => [
      size,
      shards,
      page,
      milliseconds,
      queries,
      readUnits,
    ]),
  );

const serverTable = ({ server: { stubbed, store } }: Results): string => {
  const { seconds, answers, errors, rssEarly, rssLate } = store.saturation;
  const rows = stubbed.map(({ kind, method, perSecond, cpu }) => [`store stubbed, ${kind}`, method, perSecond, cpu]);
  return [
    table(
      ['server', 'calls', 'requests a second', 'CPU us each'],
      [
        ...rows,
        ['with the store', 'GET and POST', store.served, ''],
        ['the store by the SDK', 'the same', store.direct, ''],
      ],
    ),
    `At saturation for ${seconds} s: ${answers} answers, ${errors} errors, resident memory ${rssEarly} MiB after a fifth and ${rssLate} MiB at the end.`,
  ].join('\n\n');
};
