import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';

export interface AlarmRule {
  readonly metric: IMetric;
  /** The alarm is on when the metric is over it … */
  readonly over: number;
  /** … in so many of the last five periods of five minutes. */
  readonly periods: number;
  /** What it means; `docs/operations.md` says what to do, under the alarm's name. */
  readonly meaning: string;
}
