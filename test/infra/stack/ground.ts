import { readFileSync } from 'node:fs';
import { Validations } from 'aws-cdk-lib';
import * as z from 'zod/mini';
import { productTable } from '../../../src/adapters/secondary/dynamodb/table.ts';
import { environmentNames, readEnvironment } from '../../../src/main/environment.ts';
import {
  flat,
  resourcesOf,
  rightsOf,
  statementsOf,
  type Synthesis,
  synthesise,
  theOnly,
} from '../support/synthesis.ts';

const dev = synthesise();
const prod = synthesise({ stage: 'prod' });
const hardened = synthesise({ stage: 'prod', hardened: 'true' });
const replicaKey = 'arn:aws:kms:eu-west-1:111122223333:key/0000';
const sized = synthesise({
  catalogueShards: '8',
  reservedConcurrency: '5',
  memoryMb: '1024',
  replicaKeyArns: replicaKey,
});
const arnOfTable = (id: string): string =>
  `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/\${${id}}`;
const key = (synthesis = dev): string => `\${${theOnly(synthesis, 'AWS::KMS::Key').id}.Arn}`;

describe('the table', () => {
  const table = theOnly(dev, 'AWS::DynamoDB::GlobalTable').properties;

  it('has the keys and the index that the adapter names', () => {
    const { partitionKey, catalogueIndex } = productTable;
    expect(table['KeySchema']).toEqual([{ AttributeName: partitionKey, KeyType: 'HASH' }]);
    expect(table['GlobalSecondaryIndexes']).toEqual([
      {
        IndexName: catalogueIndex.name,
        KeySchema: [
          { AttributeName: catalogueIndex.partitionKey, KeyType: 'HASH' },
          { AttributeName: catalogueIndex.sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ]);
  });

  it('is paid by request, forgets tombstones and streams its changes', () => {
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { Enabled: true, AttributeName: productTable.expiryAttribute },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });

  it("is encrypted with the stage's own key and can be restored to any moment", () => {
    expect(table['SSESpecification']).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    expect(table['Replicas']).toMatchObject([
      { Region: { Ref: 'AWS::Region' }, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
    ]);
    expect(flat(Object(table['Replicas'])[0].SSESpecification.KMSMasterKeyId)).toBe(key());
  });

  it('cannot be deleted by accident in prod', () => {
    const inProd = theOnly(prod, 'AWS::DynamoDB::GlobalTable');
    expect(inProd.deletionPolicy).toBe('Retain');
    expect(inProd.properties['Replicas']).toMatchObject([{ DeletionProtectionEnabled: true }]);
    expect(theOnly(dev, 'AWS::DynamoDB::GlobalTable').deletionPolicy).toBe('Delete');
    expect(table['Replicas']).toMatchObject([{ DeletionProtectionEnabled: false }]);
  });

  it('has a replica in the region of each further key, encrypted with that key', () => {
    const replicated = theOnly(sized, 'AWS::DynamoDB::GlobalTable').properties;
    expect(replicated['Replicas']).toMatchObject([
      { Region: { Ref: 'AWS::Region' } },
      { Region: 'eu-west-1', SSESpecification: { KMSMasterKeyId: replicaKey } },
    ]);
  });

  it('is backed up every day and every month in prod, under the same key', () => {
    expect(resourcesOf(dev, 'AWS::Backup::BackupPlan')).toEqual([]);
    const plan = JSON.stringify(theOnly(prod, 'AWS::Backup::BackupPlan').properties);
    expect(plan).toContain('"DeleteAfterDays":35');
    expect(plan).toContain('"DeleteAfterDays":365');
    const selection = JSON.stringify(theOnly(prod, 'AWS::Backup::BackupSelection').properties);
    expect(selection).toContain(theOnly(prod, 'AWS::DynamoDB::GlobalTable').id);
    const vault = theOnly(prod, 'AWS::Backup::BackupVault');
    expect(flat(vault.properties['EncryptionKeyArn'])).toBe(key(prod));
    expect(vault.deletionPolicy).toBe('RetainExceptOnCreate');
  });
});

describe('the functions', () => {
  const functions = resourcesOf(dev, 'AWS::Lambda::Function');
  const doors = functions.filter(({ id }) => !id.startsWith('StreamFunction'));

  it('are the two doors and that of the stream, on the runtime that the bundles are made for', () => {
    expect([doors.length, functions.length]).toEqual([2, 3]);
    for (const { properties } of functions) {
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
    }
  });

  it('get exactly the environment variables that the code reads, well-formed', () => {
    for (const { properties } of doors) {
      const { Variables } = Object(properties['Environment']);
      expect(Object.keys(Variables).sort()).toEqual(Object.values(environmentNames).sort());
      expect(Variables[environmentNames.tableName]).toEqual({ Ref: theOnly(dev, 'AWS::DynamoDB::GlobalTable').id });
    }
    const sharded = resourcesOf(sized, 'AWS::Lambda::Function')[0];
    const { CATALOGUE_SHARDS } = Object(sharded?.properties['Environment']).Variables;
    expect(readEnvironment({ TABLE_NAME: 'table', CATALOGUE_SHARDS }).catalogueShards).toBe(8);
  });

  it('log JSON, are traced, and give up what nobody waits for to the dead letters', () => {
    for (const { properties } of functions) {
      expect(properties).toMatchObject({
        LoggingConfig: { LogFormat: 'JSON', LogGroup: expect.anything() },
        TracingConfig: { Mode: 'Active' },
        DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [theOnly(dev, 'AWS::SQS::Queue').id, 'Arn'] } },
      });
    }
  });

  it('share what the account has unless a limit is set', () => {
    for (const { properties } of functions) expect(properties).not.toHaveProperty('ReservedConcurrentExecutions');
    for (const { properties } of resourcesOf(sized, 'AWS::Lambda::Function')) {
      expect(properties).toMatchObject({ ReservedConcurrentExecutions: 5, MemorySize: 1024 });
    }
  });

  it('have a role each, that no other function has', () => {
    const roles = functions.map(({ properties }) => flat(properties['Role']));
    expect(new Set(roles).size).toBe(3);
  });

  it.each(['RestFunction', 'GraphqlFunction'])(
    'may do what Lambda needs, as %s, and touch nothing but the table',
    (name) => {
      const table = arnOfTable(theOnly(dev, 'AWS::DynamoDB::GlobalTable').id);
      const rights = rightsOf(dev, name);
      const onTable = rights.filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')));
      expect(onTable.flatMap(({ resources }) => resources)).toEqual([
        table,
        `${table}/index/${productTable.catalogueIndex.name}`,
      ]);
      const others = rights.filter((right) => !onTable.includes(right)).flatMap(({ actions }) => actions);
      expect(others.filter((action) => !action.startsWith('kms:')).sort()).toEqual([
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'sqs:SendMessage',
        'xray:PutTelemetryRecords',
        'xray:PutTraceSegments',
      ]);
    },
  );
});

describe('in every stage', () => {
  it.each([
    ['dev', dev, 14],
    ['prod', prod, 365],
    ['hardened', hardened, 365],
  ])('each log group of %s is encrypted with the own key and ends', (_, synthesis, days) => {
    const groups = resourcesOf(synthesis, 'AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThanOrEqual(5);
    for (const { properties } of groups) {
      expect(flat(properties['KmsKeyId'])).toBe(key(synthesis));
      expect(properties['RetentionInDays']).toBe(days);
    }
  });

  it('the key is changed every year and opens to services of this account only', () => {
    const { EnableKeyRotation, KeyPolicy } = theOnly(prod, 'AWS::KMS::Key').properties;
    expect(EnableKeyRotation).toBe(true);
    for (const { principal, condition } of statementsOf(KeyPolicy)) {
      if (JSON.stringify(principal).includes('Service')) expect(condition).toBeDefined();
    }
  });

  it.each([
    ['dev', dev],
    ['prod', prod],
    ['hardened', hardened],
  ])('nobody is let in by a `*` in %s', (_, synthesis) => {
    const allowed = resourcesOf(synthesis)
      .flatMap(({ properties }) => Object.values(properties))
      .filter((value) => typeof value === 'object' && value !== null && 'Statement' in value)
      .flatMap(statementsOf)
      .filter(({ effect }) => effect === 'Allow');
    expect(allowed.length).toBeGreaterThan(20);
    for (const { principal } of allowed) expect(JSON.stringify(principal ?? null)).not.toContain('"*"');
    for (const { properties } of resourcesOf(synthesis, 'AWS::Lambda::Permission')) {
      expect(properties).toMatchObject({
        Principal: expect.stringMatching(/\.amazonaws\.com$/),
        SourceArn: expect.anything(),
      });
    }
  });

  it('no role has a policy inside or one that AWS may widen', () => {
    expect(resourcesOf(hardened, 'AWS::IAM::Policy')).toEqual([]);
    for (const { properties } of resourcesOf(hardened, 'AWS::IAM::Role')) {
      expect(properties).not.toHaveProperty('Policies');
      expect(JSON.stringify(properties['ManagedPolicyArns'] ?? [])).not.toContain('iam::aws');
    }
  });
});

const acknowledgement = z.record(z.string(), z.string());

/** The rules of audit packs that a stack breaks on purpose, with their reasons; the CDK's own constructs have others. */
const acknowledged = ({ stack }: Synthesis): [id: string, reason: string][] =>
  stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(acknowledgement.parse(data)))
    .filter(([id]) => !id.startsWith('CloudFormation-Validate::'));

/** `IAM5` of `AwsSolutions-IAM5[Resource::*]`: the rule, whichever pack asks for it and whatever breaks it. */
const ruleOf = (id: string): string => /-([A-Za-z0-9]+)(?:\[|$)/.exec(id)?.[1] ?? id;

describe('the acknowledged rules', () => {
  const inHardened = acknowledged(hardened);

  it('are six, each with a reason, and all of them in docs/deploy.md', () => {
    const rules = new Set(inHardened.map(([id]) => ruleOf(id)));
    expect([...rules].sort()).toEqual([
      'APIGWCacheEnabledAndEncrypted',
      'ASC3',
      'COG4',
      'IAM5',
      'SQSRedrivePolicy',
      'VPCDefaultSecurityGroupClosed',
    ]);
    for (const [, reason] of inHardened) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    const documented = readFileSync('docs/deploy.md', 'utf8').split('## What the audit says')[1] ?? '';
    for (const rule of rules) expect(documented).toContain(`| ${rule} |`);
  });

  it('are no others in any other kind of stage', () => {
    const rules = new Set(inHardened.map(([id]) => ruleOf(id)));
    for (const stage of [dev, prod]) for (const [id] of acknowledged(stage)) expect(rules).toContain(ruleOf(id));
  });
});
