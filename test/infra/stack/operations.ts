import { readFileSync } from 'node:fs';
import { routes } from '../../../src/adapters/primary/rest/routes.ts';
import { withMetrics } from '../../../src/main/log.ts';
import { requestLine } from '../../../src/main/request-line.ts';
import { flat, resourcesOf, statementsOf, synthesise, theOnly } from '../support/synthesis.ts';

const dev = synthesise();
const prod = synthesise({ stage: 'prod', alarmEmail: 'ops@example.com' });
const alarms = resourcesOf(prod, 'AWS::CloudWatch::Alarm').map(({ id, properties }) => ({
  name: /^Alarms(.*)[\dA-F]{8}$/.exec(id)?.[1] ?? '',
  properties,
}));
const runbook = readFileSync('docs/operations.md', 'utf8');

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

  it('of faults count what the log lines carry, over every operation of the door', () => {
    const handled = { response: '', operation: 'getProduct', principal: 'p', code: 'OK' } as const;
    const line = requestLine({ functionName: 'f', handled, requestId: 'r', durationMs: 1, coldStart: false });
    expect(JSON.parse(withMetrics(line))['_aws']).toMatchObject({
      CloudWatchMetrics: [
        {
          Namespace: 'ProductCatalogue',
          Dimensions: [['functionName', 'operation']],
          Metrics: expect.arrayContaining([{ Name: 'faults', Unit: 'Count' }]),
        },
      ],
    });
    const { Metrics } = Object(alarms.find(({ name }) => name === 'RestFaults')?.properties);
    const counted = JSON.stringify(Metrics);
    for (const { operation } of routes) {
      expect(counted).toContain(`{"Name":"operation","Value":"${operation}"}`);
    }
    expect(counted).toContain('"MetricName":"faults","Namespace":"ProductCatalogue"');
    expect(counted).toContain('"Name":"functionName","Value":{"Ref":"RestFunction');
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
