import type { PageCost } from '../list/list.ts';
import { round, valueOf } from '../measure/statistics.ts';
import type { Goal, Results } from './results.ts';

/** What we have set out to reach, each with what this run says of it. The worse door and the worst operation count. */
export const goalsOf = (results: Results): Goal[] => [
  ...bundleGoals(results),
  ...coldGoals(results),
  ...warmGoals(results),
  ...pageGoals(results),
  ...serverGoals(results),
];

const atMost = (name: string, limit: number, value: number | null, unit = ''): Goal => ({
  name,
  goal: `<= ${limit}${unit}`,
  value: value === null ? null : round(value),
  met: value !== null && value <= limit,
});

const atLeast = (name: string, limit: number, value: number): Goal => ({
  name,
  goal: `>= ${limit}`,
  value: round(value),
  met: value >= limit,
});

const doors = ['rest', 'graphql'] as const;

const bundleGoals = ({ bundles }: Results): Goal[] => [
  atMost('bundle bytes to the bare SDK', 0.56, Math.max(...doors.map((d) => bundles[d].bytes / bundles.bare.bytes))),
  atMost('bundle gzipped', 65_536, Math.max(...doors.map((d) => bundles[d].gzipped)), ' bytes'),
  ...doors.map((d) => atMost(`own code and validation in it, ${d}`, 30_000, bundles[d].ownBytes, ' bytes')),
];

const coldGoals = ({ cold }: Results): Goal[] => {
  const ratio = (runtime: string, names: readonly string[], of: 'importCpu' | 'firstCpu', to = 'bare') => {
    const starts = cold[runtime];
    const base = starts?.[to]?.[of];
    return starts === undefined || base === undefined
      ? null
      : Math.max(...names.map((name) => valueOf(starts, name)[of] / base));
  };
  const cached = ['rest-cached', 'graphql-cached'];
  const flags = "under Lambda's flags";
  return [
    atMost('import CPU to the bare SDK, this Node.js', 0.68, ratio('this', doors, 'importCpu')),
    atMost("import CPU to the bare SDK, Lambda's Node.js", 0.68, ratio('lambda-plain', doors, 'importCpu')),
    atMost(`import CPU to the bare SDK, code cache, ${flags}`, 0.58, ratio('lambda', cached, 'importCpu')),
    atMost(`import and first answer to the bare SDK, code cache, ${flags}`, 0.62, ratio('lambda', cached, 'firstCpu')),
    atMost(`the same to the usual peer`, 0.45, ratio('lambda', cached, 'firstCpu', 'typical')),
    atMost('resident memory above an empty function to the bare SDK', 0.75, memoryRatio(cold)),
  ];
};

const memoryRatio = (cold: Results['cold']): number =>
  Math.max(
    ...Object.values(cold).flatMap((starts) => {
      const empty = valueOf(starts, 'empty').rss;
      const bare = valueOf(starts, 'bare').rss - empty;
      return doors.map((door) => (valueOf(starts, door).rss - empty) / bare);
    }),
  );

const warmGoals = ({ warm, heapGrowth }: Results): Goal[] => [
  ...Object.entries(warm).flatMap(([runtime, calls]) => {
    const five = calls.filter(({ operation }) => operation !== 'list of 100');
    const pages = calls.filter(({ operation }) => operation === 'list of 100');
    return [
      atMost(`warm call to the raw call, ${runtime}`, 1.03, Math.max(...five.map(({ ratio }) => ratio))),
      atMost(`warm call: ours on top of the client's, ${runtime}`, 8, Math.max(...five.map(({ own }) => own)), ' us'),
      atMost(`a page of 100 to the raw query, ${runtime}`, 1.02, Math.max(...pages.map(({ ratio }) => ratio))),
    ];
  }),
  atMost(`heap growth over ${heapGrowth.calls} calls`, 1, heapGrowth.mebibytes, ' MiB'),
];

const pageGoals = ({ pages }: Results): Goal[] => {
  const single = pages.filter(({ shards }) => shards === 1);
  const sizes = single.map(({ size }) => size);
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
  const cost = (size: number, page: PageCost['page'], shards = 1): PageCost => {
    const found = pages.find((one) => one.size === size && one.page === page && one.shards === shards);
    if (found === undefined) throw new Error(`No page was measured at ${size}, ${page}, ${shards} shards.`);
    return found;
  };
  const sharded = pages.find(({ shards }) => shards > 1);
  const places = ['first', 'middle', 'last'] as const;
  const time = (a: PageCost, b: PageCost) => a.milliseconds / b.milliseconds;
  return [
    atMost('queries a shard for a page', 1, Math.max(...pages.map(({ queries, shards }) => queries / shards))),
    atMost(
      'read units of a page, dearest to cheapest',
      1,
      Math.max(...single.map((one) => one.readUnits)) / Math.min(...single.map((one) => one.readUnits)),
    ),
    atMost(
      `time of a page at ${largest} to ${smallest} products`,
      1.2,
      Math.max(...places.map((page) => time(cost(largest, page), cost(smallest, page)))),
    ),
    atMost('time of the last page to the first', 1.2, time(cost(largest, 'last'), cost(largest, 'first'))),
    ...(sharded === undefined
      ? []
      : [
          atMost(
            `time of a page at ${sharded.shards} shards to 1`,
            2,
            Math.max(...places.map((page) => time(cost(sharded.size, page, sharded.shards), cost(sharded.size, page)))),
          ),
        ]),
  ];
};

const serverGoals = ({ server: { stubbed, store } }: Results): Goal[] => {
  const perSecond = (kind: string, method: string) =>
    stubbed.find((one) => one.kind === kind && one.method === method)?.perSecond ?? Number.NaN;
  const { errors, rssEarly, rssLate } = store.saturation;
  return [
    atLeast(`local GET ${beforeSignatures}`, 0.85, perSecond('unsigned', 'GET') / perSecond('bare', 'GET')),
    atLeast(`local POST ${beforeSignatures}`, 0.55, perSecond('unsigned', 'POST') / perSecond('bare', 'POST')),
    atLeast('local server to its store asked directly', 0.7, store.served / store.direct),
    atMost('errors at saturation', 0, errors),
    atMost("the server's memory at the end of saturation to that after a fifth of it", 1.1, rssLate / rssEarly),
  ];
};

const beforeSignatures = 'to node:http, store stubbed, before signatures';
