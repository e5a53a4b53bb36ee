import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  type Alias,
  Architecture,
  type Code,
  Function,
  type IFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge.ts';
import { asInterface } from './as-interface.ts';
import { useOfKey } from './encryption.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import { logGroup } from './logs.ts';
import type { Network } from './network.ts';
import { serviceRole } from './service-role.ts';
import type { Settings } from './settings.ts';

interface DoorFunctionProps {
  readonly code: Code;
  readonly environment: FunctionEnvironment;
  /** What the code calls; what Lambda itself needs is added. */
  readonly access: readonly PolicyStatement[];
  readonly deadLetters: IQueue;
  readonly key: Key;
  readonly network: Network | null;
  readonly settings: Settings;
}

/** One door's function, and the alias `live` that its API calls. */
export class DoorFunction extends Construct {
  readonly function: Function;
  readonly alias: Alias;
  /** The alias, as what its API calls. */
  readonly handler: IFunction;

  constructor(scope: Construct, id: string, props: DoorFunctionProps) {
    super(scope, id);
    const { code, environment, deadLetters, network, settings } = props;
    const logs = logGroup(this, 'Logs', props.key, settings);
    this.function = new Function(this, 'Function', {
      code,
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: settings.memoryMb,
      // The calls to DynamoDB give up within 5 seconds, API Gateway after 29.
      timeout: Duration.seconds(10),
      environment: { ...environment },
      role: this.role(props, logs),
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      deadLetterQueue: deadLetters,
      currentVersionOptions: { removalPolicy: settings.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY },
      ...(settings.reservedConcurrency === null ? {} : { reservedConcurrentExecutions: settings.reservedConcurrency }),
      ...(network === null ? {} : { vpc: network.vpc, securityGroups: [network.securityGroup] }),
    });
    this.alias = this.function.addAlias('live');
    this.handler = asInterface<IFunction>(this.alias);
  }

  private role({ access, deadLetters, key, network }: DoorFunctionProps, logs: LogGroup) {
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
    acknowledgeWildcards(this, 'Neither X-Ray nor EC2 network interfaces take a narrower resource.', ['*']);
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
