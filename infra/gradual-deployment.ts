import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge.ts';
import { aliasName, type CatalogueFunction } from './catalogue-function.ts';
import { serviceRole } from './service-role.ts';

/** Gives a new version a tenth of the traffic for five minutes, and takes it back as soon as one of the alarms is on. */
export class GradualDeployment extends Construct {
  constructor(scope: Construct, id: string, door: CatalogueFunction, alarms: readonly IAlarm[]) {
    super(scope, id);
    const role = serviceRole(this, 'Role', 'codedeploy.amazonaws.com', [
      new PolicyStatement({
        actions: ['lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:UpdateAlias'],
        // By its name: the alias itself waits for the group that shifts its traffic, and with it for this role.
        resources: [door.function.functionArn, `${door.function.functionArn}:${aliasName}`],
      }),
      new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
    ]);
    acknowledgeWildcards(this, 'CloudWatch describes alarms only to those who may see all.', ['*']);
    new LambdaDeploymentGroup(this, 'Group', {
      alias: door.alias,
      alarms: [...alarms],
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
      role,
    });
  }
}
