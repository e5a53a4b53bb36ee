import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { AccessPolicies } from './access-policies.ts';
import type { CatalogueFunction } from './catalogue-function.ts';
import type { RestDomain } from './rest-domain.ts';
import type { Settings } from './settings.ts';

interface Published {
  readonly rest: RestApi;
  readonly graphql: GraphqlApi;
  readonly policies: AccessPolicies;
  readonly table: ITable;
  readonly domain: RestDomain | null;
  readonly settings: Settings;
  readonly events: {
    readonly bus: IEventBus;
    readonly streamFunction: CatalogueFunction;
    readonly deadLetters: IQueue;
  };
}

/** What `cdk deploy` prints: where the doors are, who may pass them, and calls that work as they stand. */
export const addOutputs = (stack: Stack, published: Published): void => {
  const { rest, graphql, policies, table, domain, settings, events } = published;
  const { restDomain, graphqlDomain } = settings;
  const restUrl = restDomain === null ? rest.url : `https://${restDomain.name}/`;
  const graphqlUrl = graphqlDomain === null ? graphql.graphqlUrl : `https://${graphqlDomain.name}/graphql`;
  const query = '{"query":"{ listProducts { items { id name } nextToken } }"}';
  const outputs: Readonly<Record<string, string>> = {
    RestUrl: restUrl,
    GraphqlUrl: graphqlUrl,
    ReaderPolicyArn: policies.reader.managedPolicyArn,
    WriterPolicyArn: policies.writer.managedPolicyArn,
    TableName: table.tableName,
    EventBusName: events.bus.eventBusName,
    Redrive: `npm run redrive -- --queue ${events.deadLetters.queueUrl} --function ${events.streamFunction.alias.functionArn} --bus ${events.bus.eventBusName}`,
    ...(domain === null ? {} : { RestDomainTarget: domain.target }),
    ...(graphqlDomain === null ? {} : { GraphqlDomainTarget: graphql.appSyncDomainName }),
    ...(settings.authorizer.kind === 'iam' ? { RestCall: signedCall(stack, 'execute-api', `${restUrl}products`) } : {}),
    GraphqlCall: `${signedCall(stack, 'appsync', graphqlUrl)} -d '${query}'`,
  };
  for (const [name, value] of Object.entries(outputs)) new CfnOutput(stack, name, { value });
};

/** With the credentials of the environment, as `aws configure export-credentials --format env` prints them. */
const signedCall = ({ region }: Stack, service: string, url: string): string =>
  [
    `curl --aws-sigv4 "aws:amz:${region}:${service}" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"`,
    '-H "x-amz-security-token: $AWS_SESSION_TOKEN" -H "content-type: application/json"',
    url,
  ].join(' ');
