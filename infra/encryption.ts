import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/** The stage's own key: for the table, the logs, the dead letters, the alarms and the backups. */
export class Encryption extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, { stage, production }: Settings) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      description: `Product Catalogue, ${stage}`,
      enableKeyRotation: true,
      // As the table: without the key, nobody could open or remove what was kept.
      removalPolicy: production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.letLogsIn();
    for (const service of ['cloudwatch', 'events', 'sns']) this.letIn(service);
  }

  /** CloudWatch Logs, for the log groups of this account and region only. */
  private letLogsIn(): void {
    const { region } = Stack.of(this);
    const groups = Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
      }),
    );
  }

  /** A service that writes to an encrypted queue or topic in the name of this account. */
  private letIn(service: string): void {
    this.key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}

/** The rights to use a key through one service only, for whoever reads and writes what it keeps encrypted. */
export const useOfKey = (key: Key, service: string): PolicyStatement =>
  new PolicyStatement({
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(key).region}.amazonaws.com` } },
  });
