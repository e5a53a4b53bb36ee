import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpoint,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { asInterface } from './as-interface.ts';
import { logGroup } from './logs.ts';
import { serviceRole } from './service-role.ts';
import type { Settings } from './settings.ts';

/** A VPC without internet: its endpoints lead to DynamoDB, EventBridge and SQS, and nowhere else. */
export class Network extends Construct {
  readonly vpc: IVpc;
  /** For the functions: out to HTTPS, nothing in. */
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, key: Key, settings: Settings) {
    super(scope, id);
    const vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(settings.vpcCidr),
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED }],
      gatewayEndpoints: { DynamoDb: { service: GatewayVpcEndpointAwsService.DYNAMODB } },
    });
    this.vpc = asInterface<IVpc>(vpc);
    acknowledge(
      vpc,
      'Nothing uses the default security group. Only a custom resource could empty it, with a function of its own.',
      ...['NIST.800.53.R5', 'HIPAA.Security', 'PCI.DSS.321'].map((pack) => `${pack}-VPCDefaultSecurityGroupClosed`),
    );
    this.securityGroup = new SecurityGroup(this, 'Functions', { vpc: this.vpc, allowAllOutbound: false });
    this.securityGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'DynamoDB, whose addresses AWS may change');
    this.logFlows(key, settings);
  }

  /** The ways out for the function that publishes events: to EventBridge and to the dead letters. */
  addExits(): void {
    const exits = new SecurityGroup(this, 'Exits', { vpc: this.vpc, allowAllOutbound: false });
    exits.addIngressRule(this.securityGroup, Port.HTTPS);
    this.endpoint('EventsExit', 'events', exits);
    this.endpoint('QueueExit', 'sqs', exits);
  }

  /** The ways to private APIs, for callers within the VPC and on the networks that the firewall lets in. */
  addEntrances({ vpcCidr, firewall }: Settings): Readonly<Record<'rest' | 'graphql', InterfaceVpcEndpoint>> {
    const callers = new SecurityGroup(this, 'Callers', { vpc: this.vpc, allowAllOutbound: false });
    for (const network of [vpcCidr, ...(firewall?.allowedNetworks ?? [])]) {
      callers.addIngressRule(network.includes(':') ? Peer.ipv6(network) : Peer.ipv4(network), Port.HTTPS);
    }
    return {
      rest: this.endpoint('RestEntrance', 'execute-api', callers),
      graphql: this.endpoint('GraphqlEntrance', 'appsync-api', callers),
    };
  }

  private endpoint(id: string, service: string, callers: SecurityGroup): InterfaceVpcEndpoint {
    return new InterfaceVpcEndpoint(this, id, {
      vpc: this.vpc,
      service: new InterfaceVpcEndpointAwsService(service),
      securityGroups: [callers],
      open: false,
    });
  }

  private logFlows(key: Key, settings: Settings): void {
    const group = logGroup(this, 'FlowLog', key, settings);
    const role = serviceRole(this, 'FlowLogRole', 'vpc-flow-logs.amazonaws.com', [
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [group.logGroupArn],
      }),
    ]);
    this.vpc.addFlowLog('Flows', {
      destination: FlowLogDestination.toCloudWatchLogs(group, role),
      trafficType: FlowLogTrafficType.ALL,
    });
  }
}
