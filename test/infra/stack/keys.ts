import {
  flat,
  resourcesOf,
  rightsOf,
  type Statement,
  statementsOf,
  synthesise,
  theOnly,
} from '../support/synthesis.ts';

const dev = synthesise();
const prod = synthesise({ stage: 'prod' });

const arnOfKey = (synthesis = dev): string => `\${${theOnly(synthesis, 'AWS::KMS::Key').id}.Arn}`;

/** What the role of a construct may do with the key. */
const usesOf = (construct: string, synthesis = dev): Statement[] =>
  rightsOf(synthesis, construct).filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));

/** The services through which a statement opens the key. */
const servicesOf = ({ condition }: Statement, operator: string): string[] =>
  [Object(condition)[operator]['kms:ViaService']].flat().map(flat);

describe('the rights on the key', () => {
  it.each(['RestFunction', 'GraphqlFunction', 'StreamFunction'])(
    'open it to %s through DynamoDB and SQS, which encrypt in its name, and no other way',
    (name) => {
      const uses = usesOf(name);
      expect(uses.map((use) => servicesOf(use, 'StringEquals'))).toEqual([
        ['dynamodb.${AWS::Region}.amazonaws.com'],
        ['sqs.${AWS::Region}.amazonaws.com'],
      ]);
      for (const { actions, resources } of uses) {
        expect(resources).toEqual([arnOfKey()]);
        expect([...actions].sort()).toEqual([
          'kms:Decrypt',
          'kms:DescribeKey',
          'kms:Encrypt',
          'kms:GenerateDataKey',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
        ]);
      }
    },
  );

  it('open it to backups through DynamoDB and AWS Backup, and let these services hold grants', () => {
    const [use, grant, ...others] = usesOf('Backups', prod);
    if (use === undefined) throw new Error('The role of the backups may not use the key.');
    expect(servicesOf(use, 'StringLike')).toEqual([
      'dynamodb.${AWS::Region}.amazonaws.com',
      'backup.${AWS::Region}.amazonaws.com',
    ]);
    expect(use).toMatchObject({
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
      resources: [arnOfKey(prod)],
    });
    expect(grant).toMatchObject({
      actions: ['kms:CreateGrant'],
      resources: [arnOfKey(prod)],
      condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
    expect(others).toEqual([]);
  });

  it('are those of no other role', () => {
    const holders = resourcesOf(prod, 'AWS::IAM::ManagedPolicy').filter(({ properties }) =>
      JSON.stringify(properties).includes('"kms:'),
    );
    expect(holders.map(({ id }) => id).sort()).toEqual([
      expect.stringMatching(/^Backups/),
      expect.stringMatching(/^GraphqlFunction/),
      expect.stringMatching(/^RestFunction/),
      expect.stringMatching(/^StreamFunction/),
    ]);
  });
});

describe('the policy of the key', () => {
  it('lets EventBridge encrypt what goes over the bus of the stage, in the name of this bus alone', () => {
    const { Name } = theOnly(dev, 'AWS::Events::EventBus').properties;
    const bus = `arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:event-bus/${String(Name)}`;
    const forBus = statementsOf(theOnly(dev, 'AWS::KMS::Key').properties['KeyPolicy']).filter(({ condition }) =>
      JSON.stringify(condition ?? null).includes('kms:EncryptionContext:aws:events:event-bus:arn'),
    );
    expect(
      forBus.map(({ principal, actions, condition }) => {
        const { StringEquals } = Object(condition);
        const values = Object.entries(StringEquals).map(([name, value]) => [name, flat(value)]);
        return { principal, actions, operators: Object.keys(Object(condition)), equal: Object.fromEntries(values) };
      }),
    ).toEqual([
      {
        principal: { Service: 'events.amazonaws.com' },
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
        operators: ['StringEquals'],
        equal: {
          'aws:SourceAccount': '${AWS::AccountId}',
          'aws:SourceArn': bus,
          'kms:EncryptionContext:aws:events:event-bus:arn': bus,
        },
      },
    ]);
  });
});
