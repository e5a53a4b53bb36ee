import { dynoxidePath } from '../../src/local/store/dynoxide.ts';
import { goalsOf } from './goals.ts';
import { runEvents } from './run-events.ts';

/* `npm run test:events` in small: it is the same run, with fewer changes. */

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

(dynoxidePath() === null ? it.skip : it)(
  `tells 200 changes through a relay that is killed, repeats and fails (SEED=${seed})`,
  async () => {
    const run = await runEvents({ changes: 200, seed, lifetime: 3_000 });
    // So few changes may have no poison, and meet no kill.
    const goals = goalsOf(run, 200).filter(({ goal }) => goal !== 'at least 1');
    expect(goals.filter(({ met }) => !met)).toEqual([]);
    expect(goals.length).toBeGreaterThanOrEqual(8);
  },
  60_000,
);
