/** One line that tells how far each part is: redrawn on a terminal, else written now and then. */
export const createProgressBar = (names: readonly string[]) => {
  const shares = new Map(names.map((name) => [name, 0]));
  const begun = performance.now();
  const isTerminal = process.stdout.isTTY;
  let written = 0;

  const line = (): string => {
    const all = [...shares.values()].reduce((sum, share) => sum + share, 0) / shares.size;
    const running = [...shares].filter(([, share]) => share > 0 && share < 1);
    const filled = Math.round(all * 20);
    const seconds = Math.round((performance.now() - begun) / 1000);
    const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    const parts = running.map(([name, share]) => `${name} ${Math.floor(share * 100)} %`).join(', ');
    return `[${'#'.repeat(filled)}${'.'.repeat(20 - filled)}] ${clock} ${parts}`;
  };

  return {
    show: (name: string, share: number): void => {
      shares.set(name, share);
      if (performance.now() - written < (isTerminal ? 200 : 15_000)) return;
      written = performance.now();
      process.stdout.write(isTerminal ? `\r${line()}\u001B[K` : `${line()}\n`);
    },
    end: (): void => {
      process.stdout.write(isTerminal ? `\r${line()}\u001B[K\n` : `${line()}\n`);
    },
  };
};
