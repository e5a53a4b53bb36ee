import { round } from '../measure/statistics.ts';
import type { Results } from './results.ts';
import { chart } from './svg.ts';

/** The plots of docs/performance.md, by file name. */
export const plotsOf = (results: Results): Record<string, string> => ({
  'cold-start.svg': coldStart(results),
  'warm-call.svg': warmCall(results),
  'pages.svg': pages(results),
  'local-server.svg': localServer(results),
});

const coldStart = ({ cold }: Results): string => {
  const runtime = cold['lambda'] === undefined ? 'this' : 'lambda';
  const starts = cold[runtime] ?? {};
  const bars = Object.entries(starts).map(([label, { firstCpu }]) => ({ label, value: round(firstCpu, 1) }));
  return chart({ title: 'Import and first answer over TLS', caption: `CPU in ms, runtime: ${runtime}`, bars });
};

const warmCall = ({ warm }: Results): string => {
  const bars = Object.entries(warm).flatMap(([runtime, calls]) =>
    calls.map(({ door, operation, ratio }) => ({ label: `${runtime}: ${door} ${operation}`, value: ratio })),
  );
  const caption = 'CPU of a warm call, in calls of the raw document client; the line is equality';
  return chart({ title: 'Warm calls', caption, bars, mark: 1 });
};

const pages = ({ pages: costs }: Results): string => {
  const bars = costs.map(({ size, shards, page, milliseconds }) => ({
    label: `${size.toLocaleString('en')} products, ${shards} shard(s), ${page}`,
    value: milliseconds,
  }));
  return chart({ title: 'A page of 100 products', caption: 'milliseconds, embedded store', bars });
};

const localServer = ({ server: { stubbed, store } }: Results): string =>
  chart({
    title: 'Local server, 16 connections',
    caption: 'requests a second',
    bars: [
      ...stubbed.map(({ kind, method, perSecond }) => ({
        label: `store stubbed: ${kind} ${method}`,
        value: perSecond,
      })),
      { label: 'with the store', value: store.served },
      { label: 'the store asked directly', value: store.direct },
    ],
  });
