import { faults } from '../../support/faults/faults.ts';
import { violationKinds } from '../../support/history/history.ts';
import type { Result } from './section.ts';
import type { SectionName } from './sections.ts';

export interface Goal {
  readonly name: string;
  readonly goal: string;
  readonly value: string;
  readonly met: boolean;
}

type Results = Readonly<Partial<Record<SectionName, Result>>>;

interface Measured {
  count(name: string): number;
  highest(name: string): number;
  readonly wrong: readonly string[];
}

interface Definition {
  readonly name: string;
  readonly goal: string;
  readonly sections: readonly SectionName[];
  judge(measured: Measured, scale: number): { value: string; met: boolean };
}

const number = (value: number, digits = 0): string => value.toLocaleString('en-US', { maximumFractionDigits: digits });
const share = (part: number, whole: number): string => `${number(whole === 0 ? 0 : (100 * part) / whole, 2)} %`;

/** Beyond it, "the machine was too slow" could as well be "the code is". */
const mostSpoilt = 0.01;
/** A history in which no fault was felt shows nothing. */
const leastUnknown = 0.01;

const definitions: readonly Definition[] = [
  {
    name: 'Allowed outcomes',
    goal: 'at least 25 faults × 3 patterns × every call site: 100 % allowed outcomes, none over 5 s',
    sections: ['outcomes on dynoxide', 'outcomes on dynalite'],
    judge: ({ count, highest, wrong }, scale) => ({
      value: `${highest('faults')} faults × 3 patterns × ${count('sites')} call sites (two engines, both doors): ${number(count('cases'))} cases, ${share(count('cases') - wrong.length, count('cases'))} allowed, slowest answer ${number(highest('milliseconds') / 1000, 2)} s; ${number(count('spoilt'))} times one was played again, as the machine was too slow`,
      met:
        wrong.length === 0 &&
        highest('milliseconds') < 5_000 &&
        count('cases') > 0 &&
        count('spoilt') <= mostSpoilt * count('cases') &&
        (scale < 1 || highest('faults') >= 25),
    }),
  },
  {
    name: 'Linearizable histories',
    goal: '1,000,000 operations from 16 clients on 64 products with 10 % faults: 0 lost, 0 doubled, 0 lost updates, 0 resurrected, 0 false refusals, 100 % linearizable',
    sections: ['history 1', 'history 2', 'history 3', 'history 4'],
    judge: ({ count, wrong }, scale) => ({
      value: `${number(count('operations'))} operations, ${share(count('unknown'), count('operations'))} without a known outcome; ${violationKinds.map((kind) => `${wrong.filter((one) => one.includes(`: ${kind}: `)).length} ${kind}`).join(', ')}`,
      met:
        wrong.length === 0 &&
        count('operations') >= 1_000_000 * scale &&
        count('unknown') > leastUnknown * count('operations'),
    }),
  },
  {
    name: 'Planted mistakes',
    goal: 'at least 15 planted mistakes, each found by the history checker, and nothing where there is none',
    sections: ['plants'],
    judge: ({ count, wrong }) => ({
      value: `${count('found')} of ${count('plants')} found`,
      met: wrong.length === 0 && count('plants') >= 15,
    }),
  },
  {
    name: 'Killed processes',
    goal: 'a process killed before and after every call to the store, the client repeating: exactly one effect',
    sections: ['crashes'],
    judge: ({ count, wrong }) => ({
      value: `${count('points')} kills, ${wrong.length} with another effect than one`,
      met: wrong.length === 0 && count('points') > 0,
    }),
  },
  {
    name: 'Idempotency keys',
    goal: 'the same key 100 at once × 1,000 keys: exactly 1,000 products, all answers naming the same one, other content refused each time',
    sections: ['keys'],
    judge: ({ count, wrong }, scale) => ({
      value: `${number(count('answers'))} answers to ${number(count('keys'))} keys, ${number(count('products'))} products, ${wrong.length} answers that differ or accept other content`,
      met: wrong.length === 0 && count('products') === count('keys') && count('keys') >= 1_000 * scale,
    }),
  },
  {
    name: 'Races',
    goal: '1,000 races of 50 writers on one version: one winner each',
    sections: ['races'],
    judge: ({ count, wrong }, scale) => ({
      value: `${number(count('races'))} races, ${wrong.length} without exactly one winner`,
      met: wrong.length === 0 && count('races') >= 1_000 * scale,
    }),
  },
  {
    name: 'Outage',
    goal: 'store black-holed: every answer within 5 s, at most 1.2 store requests per operation over a long outage, 99 % success within 1 s of healing',
    sections: ['outage'],
    judge: ({ count, highest }) => {
      const requests = count('outageRequests') / count('outageCalls');
      return {
        value: `slowest answer ${number(highest('outageMilliseconds') / 1000, 2)} s; ${number(requests, 2)} requests per operation over ${number(count('outageCalls'))} operations in 120 s; ${share(count('healedOk'), count('healedCalls'))} of ${number(count('healedCalls'))} operations succeed from 1 s after healing, the first after ${number(highest('firstOkMilliseconds'))} ms`,
        met:
          highest('outageMilliseconds') < 5_000 &&
          requests <= 1.2 &&
          count('healedOk') >= 0.99 * count('healedCalls') &&
          count('healedCalls') > 100,
      };
    },
  },
  {
    name: 'Killed store',
    goal: 'local store with --data: 100 × kill -9 under load, 0 acknowledged writes lost',
    sections: ['kills'],
    judge: ({ count, wrong }, scale) => ({
      value: `${count('kills')} kills, ${number(count('acknowledged'))} acknowledged writes, ${wrong.length} lost`,
      met: wrong.length === 0 && count('kills') >= 100 * scale && count('acknowledged') > 0,
    }),
  },
];

/** The goals whose sections were asked for, and whether they are met at this scale. */
export const goalsOf = (results: Results, asked: readonly SectionName[], scale: number): Goal[] =>
  definitions.flatMap(({ name, goal, sections, judge }) => {
    if (!sections.every((section) => asked.includes(section))) return [];
    const failed = sections.filter((section) => results[section] === undefined);
    if (failed.length > 0) return [{ name, goal, value: `not measured: ${failed.join(', ')} failed`, met: false }];
    const found = sections.flatMap((section) => results[section] ?? []);
    const measured: Measured = {
      count: (key) => found.reduce((sum, { counts }) => sum + (counts[key] ?? 0), 0),
      highest: (key) => Math.max(...found.map(({ highest }) => highest[key] ?? 0)),
      wrong: found.flatMap(({ wrong }) => wrong),
    };
    return [{ name, goal, ...judge(measured, scale) }];
  });

/** The page that states promises and limits must name each fault. */
export const pageGoal = (page: string): Goal => {
  const needed = [...faults.map(({ name }) => name), 'If-Match', 'Idempotency-Key'];
  const lacking = needed.filter((name) => !page.includes(name));
  return {
    name: 'Documentation',
    goal: 'a page in docs/ states the promises, the limits (what happens without If-Match or key) and how each is tested',
    value:
      lacking.length === 0 ? `all ${faults.length} faults and both headers are on it` : `lacks ${lacking.join(', ')}`,
    met: lacking.length === 0,
  };
};
