import { readFileSync } from 'node:fs';
import type { Route } from '../../../src/adapters/primary/rest/routes.ts';
import { withMetrics } from '../../../src/main/log.ts';
import { requestLine } from '../../../src/main/request-line.ts';
import {
  flat,
  type Resource,
  resourcesOf,
  statementsOf,
  type Synthesis,
  synthesise,
  theOnly,
} from '../support/synthesis.ts';

const dev = synthesise();
const prod = synthesise({ stage: 'prod', alarmEmail: 'ops@example.com' });
const alarms = resourcesOf(prod, 'AWS::CloudWatch::Alarm').map(({ id, properties }) => ({
  name: /^Alarms(.*)[\dA-F]{8}$/.exec(id)?.[1] ?? '',
  properties,
}));
const runbook = readFileSync('docs/operations.md', 'utf8');

/** How many metrics each alarm of a stage is on. */
const metricCounts = (synthesis: Synthesis): number[] =>
  resourcesOf(synthesis, 'AWS::CloudWatch::Alarm').map(({ properties: { Metrics } }) =>
    Array.isArray(Metrics) ? Metrics.filter((query) => 'MetricStat' in query).length : 1,
  );
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe('the alarms', () => {
  it('are there in prod: of both doors, all functions, the events, the table and the dead letters', () => {
    expect(alarms.map(({ name }) => name).sort()).toEqual(
      [
        ...['Rest', 'Graphql'].flatMap((door) =>
          ['ServerErrors', 'Latency', 'Faults', 'FunctionErrors', 'FunctionThrottles'].map((what) => `${door}${what}`),
        ),
        ...['Faults', 'FunctionErrors', 'FunctionThrottles', 'IteratorAge'].map((what) => `Stream${what}`),
        'FeedFailures',
        'TableThrottles',
        'DeadLetters',
      ].sort(),
    );
    expect(resourcesOf(dev, 'AWS::CloudWatch::Alarm', 'AWS::SNS::Topic')).toEqual([]);
  });

  it.each(alarms.map(({ name, properties }) => [name, properties] as const))(
    'call somebody when they come and when they go: %s',
    (_, properties) => {
      const topic = [{ Ref: theOnly(prod, 'AWS::SNS::Topic').id }];
      expect(properties).toMatchObject({ AlarmActions: topic, OKActions: topic, TreatMissingData: 'notBreaching' });
    },
  );

  it.each(alarms.map(({ name, properties }) => [name, String(properties['AlarmDescription'])] as const))(
    'have an entry each in the runbook, with what to look at and what to do: %s',
    (name, description) => {
      expect(description).toContain(`docs/operations.md, ${name}.`);
      const entry = new RegExp(`^### ${name}\\n([^#]*)`, 'm').exec(runbook)?.[1] ?? '';
      for (const part of ['**Means:**', '**Look at:**', '**Do:**']) expect(entry).toContain(part);
    },
  );

  it('are all that the runbook has entries for', () => {
    const section = runbook.split('\n## ').find((text) => text.startsWith('Alarms')) ?? '';
    const entries = [...section.matchAll(/^### (\w+)$/gm)].map(([, name = '']) => name);
    expect(entries.sort()).toEqual(alarms.map(({ name }) => name).sort());
  });

  it('reach the address that is set, or end in the dead letters', () => {
    expect(theOnly(prod, 'AWS::SNS::Subscription').properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'ops@example.com',
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [theOnly(prod, 'AWS::SQS::Queue').id, 'Arn'] } },
    });
    expect(resourcesOf(synthesise({ stage: 'prod' }), 'AWS::SNS::Subscription')).toEqual([]);
    expect(theOnly(prod, 'AWS::SNS::Topic').properties).toHaveProperty('KmsMasterKeyId');
  });

  it.each(['Rest', 'Graphql', 'Stream'])(
    'of faults count the log lines of the function that tell of one: %s',
    (name) => {
      const ofFunction = ({ id }: Resource) => id.startsWith(`${name}Function`);
      const fn = resourcesOf(prod, 'AWS::Lambda::Function').find(ofFunction);
      const filter = resourcesOf(prod, 'AWS::Logs::MetricFilter').find(ofFunction);
      expect(filter?.properties).toEqual({
        LogGroupName: Object(fn?.properties['LoggingConfig']).LogGroup,
        FilterPattern: '{ ($.faults = 1) && ($.functionName = "*") }',
        MetricTransformations: [
          {
            MetricNamespace: 'ProductCatalogue',
            MetricName: 'faults',
            MetricValue: '1',
            Dimensions: [{ Key: 'functionName', Value: '$.functionName' }],
          },
        ],
      });
    },
  );

  it.each([
    ['INTERNAL', 1],
    ['SERVICE_UNAVAILABLE', 1],
    ['PRODUCT_NOT_FOUND', 0],
    ['OK', 0],
  ] as const)('of faults go by what a log line carries: %s', (code, faults) => {
    const handled = { response: '', operation: 'getProduct', principal: 'p', code };
    const line = requestLine({ functionName: 'f', handled, requestId: 'r', durationMs: 1, coldStart: false });
    expect(JSON.parse(withMetrics(line))).toMatchObject({ functionName: 'f', faults });
  });

  it('add up no more metrics than an alarm takes, however many operations there are', () => {
    const eleven = Array.from({ length: 11 }, (_, index): Route => {
      return { method: 'GET', resource: `/things${index}`, operation: `listThings${index}`, access: 'read' };
    });
    const counts = metricCounts(synthesise({ stage: 'prod' }, { routes: eleven }));
    expect(counts).toHaveLength(alarms.length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(10);
  });

  it('are on as many metrics as docs/deploy.md has the price of', () => {
    const ofProd = metricCounts(prod);
    const ofHardened = metricCounts(synthesise({ stage: 'prod', hardened: 'true' }));
    expect(readFileSync('docs/deploy.md', 'utf8')).toContain(
      `alarms: ${ofProd.length} on ${sum(ofProd)} metrics, ${ofHardened.length} on ${sum(ofHardened)} `,
    );
  });
});

describe('the dashboard', () => {
  it('shows both doors, their functions and the table, with the 50th, 95th and 99th percentile', () => {
    const body = flat(theOnly(dev, 'AWS::CloudWatch::Dashboard').properties['DashboardBody']);
    for (const namespace of [
      'AWS/ApiGateway',
      'AWS/AppSync',
      'AWS/Lambda',
      'AWS/DynamoDB',
      'AWS/SQS',
      'AWS/Events',
      'ProductCatalogue',
    ]) {
      expect(body).toContain(`"${namespace}"`);
    }
    for (const percentile of ['p50', 'p95', 'p99']) {
      expect(body.split(`"stat":"${percentile}"`).length - 1).toBeGreaterThanOrEqual(4);
    }
  });
});

describe('the dead letters', () => {
  it('are encrypted and kept for two weeks, and come over TLS only', () => {
    expect(theOnly(dev, 'AWS::SQS::Queue').properties).toMatchObject({
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
      KmsMasterKeyId: expect.anything(),
    });
    const [denial] = statementsOf(theOnly(dev, 'AWS::SQS::QueuePolicy').properties['PolicyDocument']);
    expect(denial).toMatchObject({ effect: 'Deny', condition: { Bool: { 'aws:SecureTransport': 'false' } } });
  });
});

describe('the outputs', () => {
  it('are calls that work as printed, with the credentials of the environment', () => {
    const outputs = dev.template.findOutputs('*');
    expect(flat(Object(outputs['RestCall']).Value)).toMatch(
      /^curl --aws-sigv4 "aws:amz:\$\{AWS::Region\}:execute-api" --user "\$AWS_ACCESS_KEY_ID:\$AWS_SECRET_ACCESS_KEY" .*\/products$/,
    );
    expect(flat(Object(outputs['GraphqlCall']).Value)).toMatch(
      /:appsync" .*GraphQLUrl\} -d '\{"query":"\{ listProducts \{ items \{ id name \} nextToken \} \}"\}'$/,
    );
    expect(flat(Object(outputs['Redrive']).Value)).toMatch(
      /^npm run redrive -- --queue \$\{DeadLetters\w+\} --function \$\{StreamFunctionAliaslive\w+\} --bus \$\{EventsBus\w+\}$/,
    );
    expect(Object.keys(outputs).sort()).toEqual([
      'EventBusName',
      'GraphqlCall',
      'GraphqlUrl',
      'ReaderPolicyArn',
      'Redrive',
      'RestCall',
      'RestUrl',
      'TableName',
      'WriterPolicyArn',
    ]);
  });
});
