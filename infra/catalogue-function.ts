import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { type Alias, type Code, Function, type IFunction, LoggingFormat, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge.ts';
import { asInterface } from './as-interface.ts';
import { useOfKey } from './encryption.ts';
import { keptBy } from './kept-by-production.ts';
import { architecture, runtime } from './lambda-node.ts';
import { logGroup } from './logs.ts';
import { countFaults } from './metrics.ts';
import type { Network } from './network.ts';
import { serviceRole } from './service-role.ts';
import type { Settings } from './settings.ts';

export interface CatalogueFunctionProps {
  readonly code: Code;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** What the code calls; what Lambda itself needs is added. */
  readonly access: readonly PolicyStatement[];
  readonly deadLetters: IQueue;
  readonly key: Key;
  readonly network: Network | null;
  readonly settings: Settings;
}

/** The alias that leads to the version in use. */
export const aliasName = 'live';

/** One function, and the alias `live` that its API calls or its event source feeds. */
export class CatalogueFunction extends Construct {
  readonly function: Function;
  readonly alias: Alias;
  /** The alias, as what others call. */
  readonly handler: IFunction;

  constructor(scope: Construct, id: string, props: CatalogueFunctionProps) {
    super(scope, id);
    const { code, environment, timeoutSeconds, deadLetters, network, settings } = props;
    const logs = logGroup(this, 'Logs', props.key, settings);
    countFaults(this, logs);
    this.function = new Function(this, 'Function', {
      code,
      handler: 'index.handler',
      runtime,
      architecture,
      memorySize: settings.memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      environment: { ...environment },
      role: this.role(props, logs),
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      deadLetterQueue: deadLetters,
      // One that was rolled back must go: the same commit, deployed again, makes a version of the same code.
      currentVersionOptions: { removalPolicy: keptBy(settings.production) },
      ...(settings.reservedConcurrency === null ? {} : { reservedConcurrentExecutions: settings.reservedConcurrency }),
      ...(network === null ? {} : { vpc: network.vpc, securityGroups: [network.securityGroup] }),
    });
    this.alias = this.function.addAlias(aliasName);
    this.handler = asInterface<IFunction>(this.alias);
  }

  private role({ access, deadLetters, key, network }: CatalogueFunctionProps, logs: LogGroup) {
    const role = serviceRole(this, 'Role', 'lambda.amazonaws.com', [
      ...access,
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logs.logGroupArn],
      }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
      useOfKey(key, 'sqs'),
      new PolicyStatement({ actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], resources: ['*'] }),
      ...(network === null ? [] : [networkInterfaces()]),
    ]);
    acknowledgeWildcards(this, 'X-Ray, EC2 network interfaces and the list of streams take no narrower resource.', [
      '*',
    ]);
    return role;
  }
}

/** What Lambda needs to put a function into a VPC. */
const networkInterfaces = (): PolicyStatement =>
  new PolicyStatement({
    actions: [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
      'ec2:UnassignPrivateIpAddresses',
    ],
    resources: ['*'],
  });
