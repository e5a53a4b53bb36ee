import type { Goal } from './goals.ts';

interface Report {
  readonly date: string;
  readonly seed: number;
  readonly wallTimeSeconds: number;
  readonly goals: readonly Goal[];
}

const [begin, end] = ['<!-- measured: begin -->', '<!-- measured: end -->'];

/** The page with the figures of a run in their place. */
export const withMeasurements = (page: string, { date, seed, wallTimeSeconds, goals }: Report): string => {
  const [before, rest = ''] = page.split(begin);
  const [, after] = rest.split(end);
  if (before === undefined || after === undefined) throw new Error(`The page lacks ${begin} or ${end}.`);
  const rows = goals.map(({ name, value, met }) => `| ${name} | ${value} | ${met ? 'met' : '**not met**'} |`);
  const when = `${date.slice(0, 10)}, seed ${seed}, ${Math.round(wallTimeSeconds / 60)} minutes:`;
  return [
    `${before}${begin}`,
    when,
    '',
    '| goal | measured | |',
    '| --- | --- | --- |',
    ...rows,
    `${end}${after}`,
  ].join('\n');
};
