import { setTimeout as sleep } from 'node:timers/promises';
import { patience } from '../../../../src/adapters/secondary/dynamodb/client.ts';
import { fastestEngine } from '../../../support/engines.ts';
import { doorNames, type Doors } from '../../../support/faults/doors.ts';
import { createEnvironments } from '../../../support/faults/environments.ts';
import { startFaultProxy } from '../../../support/faults/proxy.ts';
import type { Random } from '../../../support/random.ts';
import type { Section } from '../section.ts';

const before = 3_000;
const outageLength = 120_000;
const recovery = 10_000;
/** After which all must be well again. */
const grace = 1_000;

interface Call {
  readonly called: number;
  readonly returned: number;
  readonly isOk: boolean;
}

/** The store answers nothing for two minutes, and then answers again; twenty environments ask all the time. */
export const outage: Section = async ({ random, progress }) => {
  const store = await fastestEngine();
  const proxy = await startFaultProxy(store.endpoint, patience.requestTimeout);
  const environments = createEnvironments({
    count: 20,
    endpoint: proxy.endpoint,
    functionTimeout: 10_000,
    patience,
    random,
    share: 0,
  });
  const doors = environments.open(await store.newTable());
  const end = performance.now() + before + outageLength + recovery;
  const calls: Call[] = [];
  const working = Promise.all(doors.map((door, number) => ask(door, random.fork(number), end, calls)));

  await sleep(before);
  const from = performance.now();
  const requestsBefore = proxy.requests();
  proxy.blackHole = true;
  const ticking = setInterval(() => progress(performance.now() - from, outageLength + recovery), 1_000);
  await sleep(outageLength);
  const to = performance.now();
  const requests = proxy.requests() - requestsBefore;
  proxy.blackHole = false;
  await working;
  clearInterval(ticking);
  environments.close();
  await proxy.close();
  await store.close();
  return judge(calls, { from, to, requests });
};

const judge = (calls: readonly Call[], { from, to, requests }: { from: number; to: number; requests: number }) => {
  const during = calls.filter(({ called }) => called >= from && called < to);
  const healed = calls.filter(({ called }) => called >= to + grace);
  const firstOk = Math.min(...calls.filter(({ called, isOk }) => called >= to && isOk).map(({ returned }) => returned));
  return {
    counts: {
      outageCalls: during.length,
      outageRequests: requests,
      healedCalls: healed.length,
      healedOk: healed.filter(({ isOk }) => isOk).length,
    },
    highest: {
      outageMilliseconds: Math.max(...calls.map(({ called, returned }) => returned - called)),
      firstOkMilliseconds: firstOk - to,
    },
    wrong: [],
  };
};

const ask = async (doors: Doors, random: Random, end: number, calls: Call[]): Promise<void> => {
  for (let number = 0; performance.now() < end; number += 1) {
    const api = doors[random.pick(doorNames)];
    const called = performance.now();
    const outcome = await (random.chance(0.5)
      ? api.list({ pageSize: 1 })
      : api.create({ name: `${number}` }, { idempotencyKey: `${random.next()}` }));
    calls.push({ called, returned: performance.now(), isOk: 'value' in outcome });
    // A caller waits a moment before the next: a sound store would be asked as fast as it answers.
    await sleep(20);
  }
};
