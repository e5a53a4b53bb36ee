import { isLambdaNode, lambdaNode, type NodeJs } from './lambda-node.ts';
import { regionOfArn } from './region-of-arn.ts';
import type { GivenSettings } from './settings-shape.ts';

/**
 * What settings that are each well-formed say against each other, or against the Node.js that synthesises: one sentence
 * for each, with the remedy.
 */
export const contradictions = (given: GivenSettings, node: NodeJs): string[] =>
  [...networkFaults(given), ...domainFaults(given), ...hardeningFaults(given), ...operationFaults(given)]
    .concat(replicaFaults(given), codeCacheFaults(given, node))
    .flatMap(([holds, fault]) => (holds ? [fault] : []));

type Fault = readonly [holds: boolean, fault: string];

const networkFaults = (given: GivenSettings): Fault[] => {
  const { hardened = false, privateEndpoints = false } = given;
  const takesTokens = given.userPoolArn !== undefined || given.authorizerFunctionArn !== undefined;
  return [
    [
      given.userPoolArn !== undefined && given.authorizerFunctionArn !== undefined,
      'userPoolArn and authorizerFunctionArn exclude each other: give one authorizer',
    ],
    [
      given.firewall === false && given.allowedNetworks !== undefined,
      'allowedNetworks needs the firewall: leave firewall=false out',
    ],
    [
      given.firewall === false && given.requestsPerAddress !== undefined,
      'requestsPerAddress needs the firewall: leave firewall=false out',
    ],
    [
      given.vpcCidr !== undefined && !(given.vpc ?? hardened),
      'vpcCidr needs the network whose addresses it is: add vpc=true',
    ],
    [privateEndpoints && !(given.vpc ?? hardened), 'privateEndpoints needs the network that holds them: add vpc=true'],
    [
      privateEndpoints && takesTokens,
      'privateEndpoints admits principals of the account only, and a token names none: leave the authorizer out',
    ],
    [
      privateEndpoints && (given.restDomainName !== undefined || given.graphqlDomainName !== undefined),
      'privateEndpoints excludes public domain names: leave restDomainName and graphqlDomainName out',
    ],
  ];
};

const domainFaults = (given: GivenSettings): Fault[] => [
  [
    (given.restDomainName === undefined) !== (given.restCertificateArn === undefined),
    'restDomainName and restCertificateArn belong together: give both',
  ],
  [
    (given.graphqlDomainName === undefined) !== (given.graphqlCertificateArn === undefined),
    'graphqlDomainName and graphqlCertificateArn belong together: give both',
  ],
  [
    given.restDomainName !== undefined && given.restDomainName === given.graphqlDomainName,
    'restDomainName and graphqlDomainName must differ: each API answers under a name of its own',
  ],
];

const hardeningFaults = (given: GivenSettings): Fault[] => {
  const needed = ['vpc', 'firewall', 'alarms', 'backups'] as const;
  return [
    ...needed.map((name): Fault => [
      given.hardened === true && given[name] === false,
      `hardened=true includes ${name}: leave ${name}=false out`,
    ]),
    [
      given.hardened === true && given.introspection === true,
      'hardened=true hides the schema: leave introspection=true out',
    ],
  ];
};

const operationFaults = (given: GivenSettings): Fault[] => {
  const { production = given.stage === 'prod', hardened = false } = given;
  const alarms = given.alarms ?? (production || hardened);
  return [
    [given.alarmEmail !== undefined && !alarms, 'alarmEmail needs alarms: add alarms=true'],
    [given.gradualDeployment === true && !alarms, 'gradualDeployment rolls back on alarms: add alarms=true'],
  ];
};

const replicaFaults = ({ replicaKeyArns = [] }: GivenSettings): Fault[] => [
  [
    new Set(replicaKeyArns.map(regionOfArn)).size < replicaKeyArns.length,
    'replicaKeyArns must name a region once: give one key for each',
  ],
];

/** V8 would not take the code cache of another Node.js, and say nothing. */
const codeCacheFaults = ({ codeCache = false }: GivenSettings, node: NodeJs): Fault[] => [
  [
    codeCache && !isLambdaNode(node),
    `codeCache must be made by ${lambdaNode}, as the functions run on, and this is ${node.version} on ${node.platform} ${node.arch}: ` +
      'synthesise in a container of the runtime, as docs/deploy.md shows, or set codeCache=false',
  ],
];
