import { Duration } from 'aws-cdk-lib';
import {
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Operation } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Observed } from './alarms.ts';
import type { CatalogueFunction } from './catalogue-function.ts';
import { iteratorAge } from './event-alarms.ts';
import { faults, graphqlMetric, percentiles, restMetric } from './metrics.ts';

/** One page for whoever wants to know how the stage is doing: both doors, their functions, the table. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, observed: Observed) {
    super(scope, id);
    const { rest, graphql } = observed;
    new CloudWatchDashboard(this, 'Dashboard', {
      widgets: [
        [
          new TextWidget({
            markdown: '# Product Catalogue\nAlarms and what to do: docs/operations.md',
            width: 24,
            height: 2,
          }),
        ],
        [
          graph('REST requests', [
            restMetric(rest, 'Count', Stats.SUM, 'requests'),
            restMetric(rest, '4XXError', Stats.SUM, '4xx'),
            restMetric(rest, '5XXError', Stats.SUM, '5xx'),
          ]),
          graph(
            'REST latency, ms',
            percentiles((statistic, label) => restMetric(rest, 'Latency', statistic, label)),
          ),
          graph('GraphQL requests', [
            graphqlMetric(graphql, 'Latency', Stats.SAMPLE_COUNT, 'requests'),
            graphqlMetric(graphql, '4XXError', Stats.SUM, '4xx'),
            graphqlMetric(graphql, '5XXError', Stats.SUM, '5xx'),
          ]),
          graph(
            'GraphQL latency, ms',
            percentiles((statistic, label) => graphqlMetric(graphql, 'Latency', statistic, label)),
          ),
        ],
        [...functionGraphs('REST', observed.restFunction)],
        [...functionGraphs('GraphQL', observed.graphqlFunction)],
        [...functionGraphs('Stream', observed.events.streamFunction)],
        [...tableGraphs(observed), ...eventGraphs(observed.events)],
      ],
    });
  }
}

const graph = (title: string, left: IMetric[], width = 6): GraphWidget => new GraphWidget({ title, left, width });

const functionGraphs = (door: string, { function: fn }: CatalogueFunction): GraphWidget[] => [
  graph(`${door} function`, [fn.metricInvocations(), fn.metricErrors(), fn.metricThrottles()], 8),
  graph(
    `${door} function duration, ms`,
    percentiles((statistic, label) => fn.metricDuration({ statistic, label })),
    8,
  ),
  graph(`${door} faults`, [faults(fn)], 8),
];

const eventGraphs = (events: Observed['events']): GraphWidget[] => [
  graph('Events behind the table, ms', [iteratorAge(events)]),
  ...(events.feed === null ? [] : [graph('Feed, failed calls', [events.feed.failures(Duration.minutes(5))])]),
];

const tableGraphs = ({ table, deadLetters }: Observed): GraphWidget[] => {
  const operations = [Operation.GET_ITEM, Operation.PUT_ITEM, Operation.UPDATE_ITEM, Operation.QUERY];
  return [
    graph('Table, consumed units', [table.metricConsumedReadCapacityUnits(), table.metricConsumedWriteCapacityUnits()]),
    graph(
      'Table latency, ms',
      operations.map((operation) => latency(table, operation)),
    ),
    graph('Table throttles', [table.metricThrottledRequestsForOperations({ operations })]),
    graph('Dead letters', [deadLetters.metricApproximateNumberOfMessagesVisible()]),
  ];
};

const latency = (table: Observed['table'], operation: Operation): IMetric =>
  table.metricSuccessfulRequestLatency({
    statistic: Stats.percentile(99),
    label: `${operation} p99`,
    dimensionsMap: { TableName: table.tableName, Operation: operation },
  });
