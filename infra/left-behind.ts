import type { Settings } from './settings.ts';

interface Remnant {
  readonly what: string;
  readonly removal: string;
}

interface LeftBehind extends Remnant {
  /** As CloudFormation calls it. */
  readonly type: string;
}

const account: readonly LeftBehind[] = [
  {
    type: 'AWS::ApiGateway::Account',
    what: 'the setting with which API Gateway logs in this region',
    removal: 'leave it: other APIs of the account log with it',
  },
  {
    type: 'AWS::IAM::Role',
    what: 'the role of that setting',
    removal: 'once no API logs with it: aws iam delete-role --role-name …, after detaching its policy',
  },
  {
    type: 'AWS::IAM::ManagedPolicy',
    what: 'the policy of that role',
    removal: 'after the role: aws iam delete-policy --policy-arn …',
  },
];

const production: readonly LeftBehind[] = [
  {
    type: 'AWS::DynamoDB::GlobalTable',
    what: 'the table, its data and its 35 days of any point in time',
    removal:
      'aws dynamodb update-table --table-name … --no-deletion-protection-enabled, then aws dynamodb delete-table --table-name …',
  },
  {
    type: 'AWS::Logs::LogGroup',
    what: 'the log groups, until their retention ends',
    removal: 'aws logs delete-log-group --log-group-name …',
  },
  {
    type: 'AWS::Backup::BackupVault',
    what: 'the vault and its backups',
    removal:
      'aws backup delete-recovery-point for each backup, then aws backup delete-backup-vault --backup-vault-name …',
  },
  {
    type: 'AWS::KMS::Key',
    what: 'the key, without which all of that is unreadable ($1 a month)',
    removal: 'last of all: aws kms schedule-key-deletion --key-id …',
  },
];

/** What a stage leaves on AWS when its stack is destroyed: the resources that its template retains. */
export const leftBehind = (settings: Pick<Settings, 'production' | 'apiGatewayAccount'>): LeftBehind[] => [
  ...(settings.production ? production : []),
  ...(settings.apiGatewayAccount ? account : []),
];

/** What makes `cdk destroy` fail half-way unless it is removed before. */
export const inTheWay = (settings: Pick<Settings, 'production' | 'backups'>, stackName: string): Remnant[] =>
  // In production the vault stays, and the backups with it.
  settings.backups && !settings.production
    ? [
        {
          what: 'the backups: AWS deletes no vault that holds one',
          removal: [
            `aws cloudformation list-stack-resources --stack-name ${stackName} --query "StackResourceSummaries[?ResourceType=='AWS::Backup::BackupVault'].PhysicalResourceId" --output text`,
            'aws backup list-recovery-points-by-backup-vault --query "RecoveryPoints[].RecoveryPointArn" --backup-vault-name …',
            'for each of them: aws backup delete-recovery-point --backup-vault-name … --recovery-point-arn …',
          ].join('\n    '),
        },
      ]
    : [];
