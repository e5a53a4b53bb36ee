import type { Weight } from '../../../infra/budget.ts';
import type { ColdStarts } from '../cold/cold.ts';
import type { PageCost } from '../list/list.ts';
import type { Served } from '../server/stubbed.ts';
import type { WithStore } from '../server/with-store.ts';
import type { WarmCall } from '../warm/warm.ts';

/** All that one run has measured: medians, and no judgement. */
export interface Results {
  readonly date: string;
  readonly command: string;
  /** Fewer rounds and smaller tables: good to see that it runs, not to quote. */
  readonly quick: boolean;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly bundles: Readonly<
    Record<'bare' | 'rest' | 'graphql', Omit<Weight, 'modules'> & { readonly modules: number }>
  >;
  /** By runtime: `this`, `lambda-plain`, `lambda`. */
  readonly cold: Readonly<Record<string, ColdStarts>>;
  readonly warm: Readonly<Record<string, readonly WarmCall[]>>;
  readonly heapGrowth: { readonly calls: number; readonly mebibytes: number };
  readonly pages: readonly PageCost[];
  readonly server: { readonly stubbed: readonly Served[]; readonly store: WithStore };
}

export interface Goal {
  readonly name: string;
  readonly goal: string;
  /** Null where it could not be measured. */
  readonly value: number | null;
  readonly met: boolean;
}
