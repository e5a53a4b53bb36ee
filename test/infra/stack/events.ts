import { publishField, publishOperation } from '../../../src/adapters/primary/graphql/publish-event.ts';
import { eventSource } from '../../../src/adapters/secondary/eventbridge/entries.ts';
import { streamEnvironmentNames } from '../../../src/main/stream-environment.ts';
import { flat, resourcesOf, rightsOf, statementsOf, synthesise, theOnly } from '../support/synthesis.ts';

const dev = synthesise();
const prod = synthesise({ stage: 'prod' });
const hardened = synthesise({ stage: 'prod', hardened: 'true' });
const idOf = (type: string, synthesis = dev): string => theOnly(synthesis, type).id;
const queue = { 'Fn::GetAtt': [idOf('AWS::SQS::Queue'), 'Arn'] };
const bus = idOf('AWS::Events::EventBus');

describe('the event source of the stream function', () => {
  const mapping = theOnly(dev, 'AWS::Lambda::EventSourceMapping').properties;

  it("feeds the function's alias from the table's stream, from the oldest record on", () => {
    expect(mapping).toMatchObject({
      EventSourceArn: { 'Fn::GetAtt': [idOf('AWS::DynamoDB::GlobalTable'), 'StreamArn'] },
      StartingPosition: 'TRIM_HORIZON',
    });
    expect(JSON.stringify(mapping['FunctionName'])).toMatch(/StreamFunctionAliaslive.*:live/);
  });

  it('ends its retries, keeps the order through them, and gives up to the dead letters in time to send again', () => {
    expect(mapping).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 100,
      DestinationConfig: { OnFailure: { Destination: queue } },
    });
    // The stream keeps its records for a day.
    expect(mapping['MaximumRecordAgeInSeconds']).toBeLessThanOrEqual(12 * 60 * 60);
    expect(mapping['MaximumRecordAgeInSeconds']).toBeGreaterThan(0);
  });
});

describe('the stream function', () => {
  const stream = resourcesOf(dev, 'AWS::Lambda::Function').filter(({ id }) => id.startsWith('StreamFunction'));

  it('gets exactly the environment variables that the code reads', () => {
    expect(stream).toHaveLength(1);
    expect(Object(stream[0]?.properties['Environment']).Variables).toEqual({
      [streamEnvironmentNames.eventBusName]: { Ref: bus },
      [streamEnvironmentNames.deadLetterQueueUrl]: { Ref: idOf('AWS::SQS::Queue') },
    });
  });

  it('may read the stream, publish on the bus and keep dead letters, and nothing else', () => {
    const rights = rightsOf(dev, 'StreamFunction').flatMap(({ actions, resources }) =>
      actions.map((action) => `${action} ${resources.join()}`),
    );
    const table = idOf('AWS::DynamoDB::GlobalTable');
    const streamArn = `\${${table}.StreamArn}`;
    const logs = /StreamFunctionLogs\w+/.exec(JSON.stringify(stream))?.[0] ?? '';
    expect(rights.filter((right) => !right.startsWith('kms:')).sort()).toEqual(
      [
        `dynamodb:DescribeStream ${streamArn}`,
        `dynamodb:GetRecords ${streamArn}`,
        `dynamodb:GetShardIterator ${streamArn}`,
        'dynamodb:ListStreams *',
        `events:PutEvents \${${bus}.Arn}`,
        `logs:CreateLogStream \${${logs}.Arn}`,
        `logs:PutLogEvents \${${logs}.Arn}`,
        `sqs:SendMessage \${${idOf('AWS::SQS::Queue')}.Arn}`,
        'xray:PutTelemetryRecords *',
        'xray:PutTraceSegments *',
      ].sort(),
    );
  });
});

describe('the event bus', () => {
  it("is the stage's own, encrypted with its key", () => {
    const { properties } = theOnly(dev, 'AWS::Events::EventBus');
    const key = theOnly(dev, 'AWS::KMS::Key');
    expect(flat(properties['KmsKeyIdentifier'])).toBe(`\${${key.id}.Arn}`);
    expect(properties['Name']).not.toBe(theOnly(prod, 'AWS::Events::EventBus').properties['Name']);
  });

  it('may leave in the dead letters what it cannot deliver, and so may the rule of the feed, but nobody else', () => {
    const { PolicyDocument } = theOnly(dev, 'AWS::SQS::QueuePolicy').properties;
    const allowed = statementsOf(PolicyDocument).filter(({ effect }) => effect === 'Allow');
    expect(allowed.map(({ principal, condition }) => [principal, condition])).toEqual(
      [bus, idOf('AWS::Events::Rule')].map((source) => [
        { Service: 'events.amazonaws.com' },
        { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [source, 'Arn'] } } },
      ]),
    );
    const letIn = statementsOf(theOnly(dev, 'AWS::KMS::Key').properties['KeyPolicy']).filter(
      ({ principal, condition }) =>
        JSON.stringify(principal).includes('events.') &&
        !JSON.stringify(condition ?? null).includes('EncryptionContext'),
    );
    expect(letIn).toMatchObject([{ condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } }]);
  });
});

describe('the live feed', () => {
  const { EventPattern, EventBusName, Targets } = theOnly(dev, 'AWS::Events::Rule').properties;

  it('tells the GraphQL API of every event of the bus, whole', () => {
    expect([EventBusName, EventPattern]).toEqual([{ Ref: bus }, { source: [eventSource] }]);
    expect(Targets).toMatchObject([
      {
        Arn: { 'Fn::GetAtt': [idOf('AWS::AppSync::GraphQLApi'), 'GraphQLEndpointArn'] },
        AppSyncParameters: { GraphQLOperation: publishOperation },
        InputTransformer: { InputPathsMap: { detail: '$.detail' }, InputTemplate: '{"event":<detail>}' },
        RetryPolicy: { MaximumEventAgeInSeconds: 900, MaximumRetryAttempts: 10 },
        DeadLetterConfig: { Arn: queue },
      },
    ]);
  });

  it('calls in the name of a role that may do this and nothing else', () => {
    const api = idOf('AWS::AppSync::GraphQLApi');
    expect(rightsOf(dev, 'Feed')).toMatchObject([
      { actions: ['appsync:GraphQL'], resources: [`\${${api}.Arn}/types/Mutation/fields/${publishField}`] },
    ]);
  });

  it('is the only one that is allowed to', () => {
    const allowed = resourcesOf(dev, 'AWS::IAM::ManagedPolicy').filter(({ properties }) =>
      JSON.stringify(properties['PolicyDocument']).includes(publishField),
    );
    expect(allowed.map(({ id }) => id)).toEqual([expect.stringMatching(/^FeedRolePolicy/)]);
  });

  it('is not there where the GraphQL API is private: EventBridge could not reach it', () => {
    expect(resourcesOf(hardened, 'AWS::Events::Rule')).toEqual([]);
    theOnly(hardened, 'AWS::Events::EventBus');
    theOnly(hardened, 'AWS::Lambda::EventSourceMapping');
  });
});
