import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { keptBy } from './kept-by-production.ts';
import type { Settings } from './settings.ts';

/** A log group under the stage's key, kept as long as the settings say. Only services that insist give it a name. */
export const logGroup = (
  scope: Construct,
  id: string,
  key: IKey,
  { logRetentionDays, production }: Settings,
  logGroupName?: string,
): LogGroup =>
  new LogGroup(scope, id, {
    encryptionKey: key,
    retention: logRetentionDays,
    removalPolicy: keptBy(production),
    ...(logGroupName === undefined ? {} : { logGroupName }),
  });
