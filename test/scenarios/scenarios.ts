import type { WayIn } from '../support/products-api.ts';
import { idempotencyScenarios } from './idempotency.ts';
import { lifecycleScenarios } from './lifecycle.ts';
import { listScenarios } from './list.ts';
import { textScenarios } from './text.ts';
import { versionScenarios } from './versions.ts';

/** One sentence about the catalogue, true through every way in. Starts on an empty catalogue. */
export interface Scenario {
  readonly name: string;
  run(way: WayIn): Promise<void>;
}

export const scenarios: readonly Scenario[] = [
  ...lifecycleScenarios,
  ...textScenarios,
  ...versionScenarios,
  ...listScenarios,
  ...idempotencyScenarios,
];
