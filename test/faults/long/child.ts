import { randomFrom } from '../../support/random.ts';
import type { Result } from './section.ts';
import { isSectionName, sections } from './sections.ts';

/* The process of one section: `child.ts <section> <seed> <scale>`, which reports to its parent. */

export type Message = { readonly progress: number } | { readonly result: Result };

const [, , name = '', seed, scale] = process.argv;
if (!isSectionName(name)) throw new Error(`There is no section "${name}".`);

const tell = (message: Message): void => void process.send?.(message);
let told = 0;
const result = await sections[name]({
  random: randomFrom(Number(seed)).fork(Object.keys(sections).indexOf(name)),
  scale: Number(scale),
  progress: (done, of) => {
    if (performance.now() - told < 500 && done < of) return;
    told = performance.now();
    tell({ progress: done / of });
  },
});
tell({ result });
process.disconnect();
