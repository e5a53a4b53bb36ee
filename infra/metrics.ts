import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { stageName } from './rest-api.ts';

const period = Duration.minutes(5);

const metric = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  statistic: string,
  label = metricName,
): Metric => new Metric({ namespace, metricName, dimensionsMap, statistic, period, label });

/**
 * What API Gateway says of the REST API. Its stage is a text, no reference: it waits for the alias of the function, which
 * waits for the alarms that stop a deployment.
 */
export const restMetric = (api: RestApi, name: string, statistic: string, label?: string): Metric =>
  metric('AWS/ApiGateway', name, { ApiName: api.restApiName, Stage: stageName }, statistic, label);

/** What AppSync says of the GraphQL API. */
export const graphqlMetric = (api: GraphqlApi, name: string, statistic: string, label?: string): Metric =>
  metric('AWS/AppSync', name, { GraphQLAPIId: api.apiId }, statistic, label);

/** The 50th, 95th and 99th percentile of a metric. */
export const percentiles = (of: (statistic: string, label: string) => Metric): Metric[] =>
  [50, 95, 99].map((percentile) => of(Stats.percentile(percentile), `p${percentile}`));

const ofFaults = { metricNamespace: 'ProductCatalogue', metricName: 'faults' };

/**
 * Counts the log lines of a function that tell of a fault of ours, over all its operations. Each operation has a metric
 * in those lines too, but no alarm can add up more than ten. The pattern names all that the metric takes from a line.
 */
export const countFaults = (scope: Construct, logGroup: LogGroup): MetricFilter =>
  new MetricFilter(scope, 'Faults', {
    ...ofFaults,
    logGroup,
    filterPattern: FilterPattern.all(
      FilterPattern.numberValue('$.faults', '=', 1),
      FilterPattern.exists('$.functionName'),
    ),
    dimensions: { functionName: '$.functionName' },
  });

/** What `countFaults` counts. The GraphQL API tells nobody else, since it answers 200 with an error inside. */
export const faults = ({ functionName }: Function): Metric =>
  metric(ofFaults.metricNamespace, ofFaults.metricName, { functionName }, Stats.SUM);
