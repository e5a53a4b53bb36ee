import { Duration } from 'aws-cdk-lib';
import { type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmRule } from './alarm-rule.ts';
import type { CatalogueFunction } from './catalogue-function.ts';
import type { LiveFeed } from './live-feed.ts';

export interface ObservedEvents {
  readonly streamFunction: CatalogueFunction;
  /** Null where the GraphQL API is private. */
  readonly feed: LiveFeed | null;
}

const period = Duration.minutes(5);

/** How far the events are behind the table, in milliseconds. */
export const iteratorAge = ({ streamFunction }: ObservedEvents): IMetric =>
  streamFunction.function.metric('IteratorAge', { statistic: Stats.MAXIMUM, period });

export const eventRules = (observed: ObservedEvents): Record<string, AlarmRule> => ({
  StreamIteratorAge: {
    metric: iteratorAge(observed),
    over: Duration.minutes(10).toMilliseconds(),
    periods: 1,
    meaning: 'Events are more than ten minutes behind the table.',
  },
  ...(observed.feed === null
    ? {}
    : {
        FeedFailures: {
          metric: observed.feed.failures(period),
          over: 0,
          periods: 1,
          meaning: 'Subscribers are not told of events: EventBridge cannot call the GraphQL API.',
        },
      }),
});
