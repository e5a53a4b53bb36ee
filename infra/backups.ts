import { Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge.ts';
import { keptBy } from './kept-by-production.ts';
import { nameOfThisCreation } from './name-of-this-creation.ts';
import { serviceRole } from './service-role.ts';
import type { Settings } from './settings.ts';

/**
 * Daily backups kept 35 days and monthly ones kept a year, beside the table's own 35 days of any point in time. Where
 * they are switched off, production has the vault all the same: it would stay with its backups, and be in the way of
 * one of its name when they are switched on again.
 */
export class Backups extends Construct {
  constructor(scope: Construct, id: string, table: ITable, key: Key, { backups, production }: Settings) {
    super(scope, id);
    if (!backups && !production) return;
    const vault = new BackupVault(this, 'Vault', {
      backupVaultName: nameOfThisCreation(this, 50),
      encryptionKey: key,
      removalPolicy: keptBy(production),
    });
    if (!backups) return;
    const plan = new BackupPlan(this, 'Plan', {
      backupVault: vault,
      backupPlanRules: [BackupPlanRule.daily(), BackupPlanRule.monthly1Year()],
    });
    plan.addSelection('Table', {
      resources: [BackupResource.fromDynamoDbTable(table)],
      role: this.role(table, key),
      disableDefaultBackupPolicy: true,
    });
  }

  private role(table: ITable, key: Key): IRole {
    const backupsOfTable = `${table.tableArn}/backup/*`;
    const role = serviceRole(this, 'Role', 'backup.amazonaws.com', [
      new PolicyStatement({
        actions: [
          'dynamodb:CreateBackup',
          'dynamodb:DescribeTable',
          'dynamodb:ListTagsOfResource',
          'dynamodb:StartAwsBackupJob',
        ],
        resources: [table.tableArn],
      }),
      new PolicyStatement({
        actions: ['dynamodb:DeleteBackup', 'dynamodb:DescribeBackup'],
        resources: [backupsOfTable],
      }),
      new PolicyStatement({
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'],
        resources: [key.keyArn],
        conditions: {
          StringLike: {
            'kms:ViaService': ['dynamodb', 'backup'].map(
              (service) => `${service}.${Stack.of(this).region}.amazonaws.com`,
            ),
          },
        },
      }),
      new PolicyStatement({
        actions: ['kms:CreateGrant'],
        resources: [key.keyArn],
        conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
    ]);
    acknowledgeWildcards(this, 'The id of a backup is known only when it has been made.', [backupsOfTable]);
    return role;
  }
}
