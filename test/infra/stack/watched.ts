import * as z from 'zod/mini';
import { flat, resourcesOf, synthesise, theOnly } from '../support/synthesis.ts';

/* What each alarm is on, and from when: a metric that nobody sends is an alarm that never goes on. */

const prod = synthesise({ stage: 'prod' });

const dimensions = z.array(z.object({ Name: z.string(), Value: z.unknown() }));
const ofOneMetric = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: dimensions,
  Statistic: z.optional(z.string()),
  ExtendedStatistic: z.optional(z.string()),
  Period: z.number(),
});
const ofSeveral = z.object({
  Metrics: z.array(
    z.object({
      Expression: z.optional(z.string()),
      MetricStat: z.optional(
        z.object({
          Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensions }),
          Period: z.number(),
          Stat: z.string(),
        }),
      ),
    }),
  ),
});

interface Watched {
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly seconds: number;
}

const byName = (pairs: z.infer<typeof dimensions>) =>
  Object.fromEntries(pairs.map(({ Name, Value }) => [Name, flat(Value)]));

/** The metrics that an alarm is on. */
const watchedBy = (properties: Readonly<Record<string, unknown>>): Watched[] => {
  if ('Metrics' in properties) {
    return ofSeveral.parse(properties).Metrics.flatMap(({ MetricStat }) => {
      if (MetricStat === undefined) return [];
      const { Metric, Stat: statistic, Period: seconds } = MetricStat;
      const metric = `${Metric.Namespace} ${Metric.MetricName}`;
      return [{ metric, dimensions: byName(Metric.Dimensions), statistic, seconds }];
    });
  }
  const { Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Period } = ofOneMetric.parse(properties);
  const statistic = Statistic ?? ExtendedStatistic ?? '';
  return [{ metric: `${Namespace} ${MetricName}`, dimensions: byName(Dimensions), statistic, seconds: Period }];
};

const idOf = (type: string, prefix = ''): string =>
  resourcesOf(prod, type).find(({ id }) => id.startsWith(prefix))?.id ?? `no ${type}`;
const functionOf = (name: string): string => `\${${idOf('AWS::Lambda::Function', `${name}Function`)}}`;
const bus = idOf('AWS::Events::EventBus');
const rule = idOf('AWS::Events::Rule');

const rest = {
  ApiName: String(theOnly(prod, 'AWS::ApiGateway::RestApi').properties['Name']),
  Stage: String(theOnly(prod, 'AWS::ApiGateway::Stage').properties['StageName']),
};
const graphql = { GraphQLAPIId: `\${${idOf('AWS::AppSync::GraphQLApi')}.ApiId}` };

type Row = readonly [
  name: string,
  metric: string,
  dimensions: Readonly<Record<string, string>>,
  statistic: string,
  over: number,
  periods: number,
];

const rowsOfFunction = (name: string): Row[] => [
  [`${name}Faults`, 'ProductCatalogue faults', { functionName: functionOf(name) }, 'Sum', 5, 1],
  [`${name}FunctionErrors`, 'AWS/Lambda Errors', { FunctionName: functionOf(name) }, 'Sum', 0, 1],
  [`${name}FunctionThrottles`, 'AWS/Lambda Throttles', { FunctionName: functionOf(name) }, 'Sum', 0, 1],
];

const rows: readonly Row[] = [
  ['RestServerErrors', 'AWS/ApiGateway 5XXError', rest, 'Sum', 5, 1],
  ['RestLatency', 'AWS/ApiGateway Latency', rest, 'p99', 3000, 3],
  ['GraphqlServerErrors', 'AWS/AppSync 5XXError', graphql, 'Sum', 5, 1],
  ['GraphqlLatency', 'AWS/AppSync Latency', graphql, 'p99', 3000, 3],
  ...['Rest', 'Graphql', 'Stream'].flatMap(rowsOfFunction),
  ['StreamIteratorAge', 'AWS/Lambda IteratorAge', { FunctionName: functionOf('Stream') }, 'Maximum', 600_000, 1],
  // By its name alone: what a `Ref` gives has the name of the bus before it.
  [
    'FeedFailures',
    'AWS/Events FailedInvocations',
    { EventBusName: `\${${bus}}`, RuleName: `{"Fn::Select":[2,{"Fn::Split":["/",{"Fn::GetAtt":["${rule}","Arn"]}]}]}` },
    'Sum',
    0,
    1,
  ],
  [
    'DeadLetters',
    'AWS/SQS ApproximateNumberOfMessagesVisible',
    { QueueName: `\${${idOf('AWS::SQS::Queue')}.QueueName}` },
    'Maximum',
    0,
    1,
  ],
];

const alarms = resourcesOf(prod, 'AWS::CloudWatch::Alarm');
const alarmOf = (name: string) =>
  alarms.find(({ id }) => new RegExp(`^Alarms${name}[\\dA-F]{8}$`).test(id))?.properties ?? {};

describe('what the alarms watch', () => {
  it.each(rows)('%s', (name, metric, ofWhat, statistic, over, periods) => {
    const alarm = alarmOf(name);
    expect(watchedBy(alarm)).toEqual([{ metric, dimensions: ofWhat, statistic, seconds: 300 }]);
    expect(alarm).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: over,
      DatapointsToAlarm: periods,
      EvaluationPeriods: 5,
    });
  });

  it('TableThrottles, over all that the doors ask of the table', () => {
    const alarm = alarmOf('TableThrottles');
    const TableName = `\${${idOf('AWS::DynamoDB::GlobalTable')}}`;
    expect(watchedBy(alarm)).toEqual(
      ['GetItem', 'PutItem', 'UpdateItem', 'Query'].map((Operation) => ({
        metric: 'AWS/DynamoDB ThrottledRequests',
        dimensions: { Operation, TableName },
        statistic: 'Sum',
        seconds: 300,
      })),
    );
    expect(alarm).toMatchObject({ Threshold: 0, DatapointsToAlarm: 2, EvaluationPeriods: 5 });
  });

  it('is in this table for every alarm', () => {
    expect(rows.length + 1).toBe(alarms.length);
  });
});
