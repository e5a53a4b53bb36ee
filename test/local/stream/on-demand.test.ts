import { createOnDemand } from '../../../src/local/stream/on-demand.ts';

/** Event sources that say when they start and when they end, and do so only when they are let. */
const sources = (letStart: () => Promise<void> = async () => {}, letEnd: () => Promise<void> = async () => {}) => {
  const seen: string[] = [];
  let started = 0;
  const demand = createOnDemand(async () => {
    const name = `source ${(started += 1)}`;
    seen.push(`${name} starts`);
    await letStart();
    seen.push(`${name} runs`);
    return {
      close: async () => {
        seen.push(`${name} is to end`);
        await letEnd();
        seen.push(`${name} has ended`);
      },
    };
  });
  return { ...demand, seen };
};

/** A promise that waits for the test. */
const gate = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
};

describe('an event source on demand', () => {
  it('does not start before anybody follows it', async () => {
    const { seen, close } = sources();
    await close();
    expect(seen).toEqual([]);
  });

  it('starts once for all who follow at the same time, and ends with the last of them', async () => {
    const { seen, follow, close } = sources();
    const [one, another] = [follow(), follow()];
    await Promise.all([one.begun, another.begun]);
    const late = follow();
    await late.begun;
    one.end();
    late.end();
    // What has ended would have been told so by now.
    await late.begun;
    expect(seen).toEqual(['source 1 starts', 'source 1 runs']);
    another.end();
    await close();
    expect(seen).toEqual(['source 1 starts', 'source 1 runs', 'source 1 is to end', 'source 1 has ended']);
  });

  it('starts anew for who follows after the end, but not before that is over', async () => {
    const { opened, open } = gate();
    const { seen, follow, close } = sources(undefined, () => opened);
    const one = follow();
    await one.begun;
    one.end();
    const next = follow();
    await Promise.resolve();
    open();
    await next.begun;
    expect(seen.slice(2)).toEqual(['source 1 is to end', 'source 1 has ended', 'source 2 starts', 'source 2 runs']);
    next.end();
    await close();
  });

  it('ends even if nobody is left when it has started', async () => {
    const { opened, open } = gate();
    const { seen, follow, close } = sources(() => opened);
    const { begun, end } = follow();
    end();
    open();
    await begun;
    await close();
    expect(seen.at(-1)).toBe('source 1 has ended');
  });

  it('that cannot start says so to all who wait, and is tried again for the next', async () => {
    let attempts = 0;
    const { seen, follow, close } = sources(async () => {
      if (++attempts === 1) throw new Error('no stream');
    });
    const waiting = [follow(), follow()];
    for (const { begun, end } of waiting) {
      await expect(begun).rejects.toThrow('no stream');
      end();
    }
    const next = follow();
    await next.begun;
    expect(seen).toEqual(['source 1 starts', 'source 2 starts', 'source 2 runs']);
    next.end();
    await close();
  });

  it('ends when it is closed under those who follow, and starts for nobody after that', async () => {
    const { seen, follow, close } = sources();
    const one = follow();
    await one.begun;
    await close();
    expect(seen.at(-1)).toBe('source 1 has ended');
    await expect(follow().begun).rejects.toThrow('about to stop');
    one.end();
    expect(seen).toHaveLength(4);
  });
});
