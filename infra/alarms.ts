import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Alarm, ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Operation, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AlarmRule } from './alarm-rule.ts';
import type { CatalogueFunction } from './catalogue-function.ts';
import { eventRules, type ObservedEvents } from './event-alarms.ts';
import { faults, graphqlMetric, restMetric } from './metrics.ts';

export interface Observed {
  readonly rest: RestApi;
  readonly graphql: GraphqlApi;
  readonly restFunction: CatalogueFunction;
  readonly graphqlFunction: CatalogueFunction;
  readonly table: ITable;
  readonly deadLetters: Queue;
  readonly events: ObservedEvents;
}

/** The alarms, each under the name that its entry in the runbook has. */
export class Alarms extends Construct {
  /** Those of one door, for its gradual deployment. */
  readonly ofDoor: Readonly<Record<'rest' | 'graphql', readonly Alarm[]>>;

  constructor(scope: Construct, id: string, observed: Observed, key: Key, email: string | null) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { masterKey: key });
    if (email !== null) topic.addSubscription(new EmailSubscription(email, { deadLetterQueue: observed.deadLetters }));
    const action = new SnsAction(topic);
    const alarms = Object.entries(alarmRules(observed)).map(([name, rule]) => {
      const alarm = new Alarm(this, name, {
        metric: rule.metric,
        alarmDescription: `${rule.meaning} Runbook: docs/operations.md, ${name}.`,
        threshold: rule.over,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 5,
        datapointsToAlarm: rule.periods,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return [name, alarm] as const;
    });
    const of = (door: string) => alarms.filter(([name]) => name.startsWith(door)).map(([, alarm]) => alarm);
    this.ofDoor = { rest: of('Rest'), graphql: of('Graphql') };
  }
}

const alarmRules = ({ rest, graphql, table, deadLetters, ...observed }: Observed): Record<string, AlarmRule> => ({
  RestServerErrors: {
    metric: restMetric(rest, '5XXError', Stats.SUM),
    over: 5,
    periods: 1,
    meaning: 'The REST API answers 5xx.',
  },
  RestLatency: {
    metric: restMetric(rest, 'Latency', Stats.percentile(99)),
    over: 3000,
    periods: 3,
    meaning: 'One REST request in a hundred takes over 3 seconds.',
  },
  GraphqlServerErrors: {
    metric: graphqlMetric(graphql, '5XXError', Stats.SUM),
    over: 5,
    periods: 1,
    meaning: 'AppSync answers 5xx.',
  },
  GraphqlLatency: {
    metric: graphqlMetric(graphql, 'Latency', Stats.percentile(99)),
    over: 3000,
    periods: 3,
    meaning: 'One GraphQL request in a hundred takes over 3 seconds.',
  },
  ...functionRules('Rest', observed.restFunction),
  ...functionRules('Graphql', observed.graphqlFunction),
  ...functionRules('Stream', observed.events.streamFunction),
  ...eventRules(observed.events),
  TableThrottles: {
    metric: table.metricThrottledRequestsForOperations({
      operations: [Operation.GET_ITEM, Operation.PUT_ITEM, Operation.UPDATE_ITEM, Operation.QUERY],
      period: Duration.minutes(5),
    }),
    over: 0,
    periods: 2,
    meaning: 'DynamoDB throttles requests.',
  },
  DeadLetters: {
    metric: deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
    over: 0,
    periods: 1,
    meaning: 'An event was given up.',
  },
});

const functionRules = (name: string, { function: fn }: CatalogueFunction): Record<string, AlarmRule> => ({
  [`${name}Faults`]: {
    metric: faults(fn),
    over: 5,
    periods: 1,
    meaning: 'Requests or batches end with INTERNAL or SERVICE_UNAVAILABLE.',
  },
  [`${name}FunctionErrors`]: {
    metric: fn.metricErrors({ period: Duration.minutes(5) }),
    over: 0,
    periods: 1,
    meaning: 'The function crashed, ran out of memory or out of time.',
  },
  [`${name}FunctionThrottles`]: {
    metric: fn.metricThrottles({ period: Duration.minutes(5) }),
    over: 0,
    periods: 1,
    meaning: 'Lambda refused to run the function: a limit of concurrency is reached.',
  },
});
