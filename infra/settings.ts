import type * as z from 'zod/mini';
import { contradictions } from './contradictions.ts';
import type { NodeJs } from './lambda-node.ts';
import { settingsShape, type GivenSettings } from './settings-shape.ts';

/** What a deployment of one stage is like. `docs/deploy.md` says what each setting does and costs. */
export interface Settings {
  readonly stage: string;
  /** Data outlives the stack, and somebody is called when it fails. */
  readonly production: boolean;
  readonly hardened: boolean;
  readonly vpc: boolean;
  readonly vpcCidr: string;
  readonly privateEndpoints: boolean;
  /** Null: no firewall. */
  readonly firewall: FirewallSettings | null;
  readonly authorizer: Authorizer;
  readonly restDomain: Domain | null;
  readonly graphqlDomain: Domain | null;
  /** The one origin whose pages may call the REST API from a browser, `*` for any; null for none. */
  readonly corsOrigin: string | null;
  readonly introspection: boolean;
  readonly alarms: boolean;
  readonly alarmEmail: string | null;
  readonly backups: boolean;
  readonly gradualDeployment: boolean;
  readonly logRetentionDays: number;
  readonly memoryMb: number;
  /** Whether the functions of both doors start with what V8 made of them at the synthesis. */
  readonly codeCache: boolean;
  /** How many invocations each function may run at once; null shares what the account has. */
  readonly reservedConcurrency: number | null;
  /** Requests a second, and how many at once, over all callers of the REST API. */
  readonly throttle: { readonly rate: number; readonly burst: number };
  readonly catalogueShards: number;
  /** A key in each region that gets a replica of the table. */
  readonly replicaKeyArns: readonly string[];
  /** Whether the stack sets the role with which API Gateway logs, which a region of an account has one of. */
  readonly apiGatewayAccount: boolean;
}

export interface FirewallSettings {
  /** CIDR blocks; empty lets every network in. */
  readonly allowedNetworks: readonly string[];
  /** From one address in five minutes. */
  readonly requestsPerAddress: number;
}

/** Who says which caller may do what; all but IAM are also an additional mode of the GraphQL API. */
export type Authorizer =
  | { readonly kind: 'iam' }
  | { readonly kind: 'userPool'; readonly arn: string }
  | { readonly kind: 'function'; readonly arn: string };

export interface Domain {
  readonly name: string;
  readonly certificateArn: string;
}

/**
 * Reads the settings from the context of `cdk`: what cdk.json says of the stage under `stages`, then `-c name=value`.
 * Throws one error that names every unknown, malformed and contradictory setting, and those that `node`, which is to
 * synthesise the stage, cannot serve.
 */
export const readSettings = (context: Readonly<Record<string, unknown>>, node: NodeJs = process): Settings => {
  const { stages, ...commandLine } = Object.fromEntries(Object.entries(context).filter(([key]) => !isCdkKey(key)));
  const stage = commandLine['stage'] ?? 'dev';
  const ofStage = isRecord(stages) && typeof stage === 'string' ? stages[stage] : undefined;
  const written = { ...(isRecord(ofStage) ? ofStage : {}), ...commandLine, stage };
  const read = settingsShape.safeParse(written);
  const faults = read.success ? contradictions(read.data, node) : malformed(written, read.error.issues, node);
  if (!read.success || faults.length > 0) throw new Error(`Bad settings: ${faults.join('; ')}.`);
  return withDefaults(read.data);
};

/** What is wrong with single settings, then what those that are well-formed say against each other. */
const malformed = (written: Record<string, unknown>, issues: readonly z.core.$ZodIssue[], node: NodeJs): string[] => {
  const bad = new Set(issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : issue.path[0])));
  const rest = { stage: 'dev', ...Object.fromEntries(Object.entries(written).filter(([name]) => !bad.has(name))) };
  const wellFormed = settingsShape.safeParse(rest);
  const single = issues.map(({ path, message }) => `${String(path[0] ?? '')} ${message}`.trim());
  return [...new Set(single), ...(wellFormed.success ? contradictions(wellFormed.data, node) : [])];
};

// Feature flags and cached look-ups have a colon or a slash, which no setting has; `cdk cli-telemetry` and
// `cdk acknowledge` write the other two.
const isCdkKey = (key: string): boolean =>
  /[:/]/.test(key) || key === 'cli-telemetry' || key === 'acknowledged-issue-numbers';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const withDefaults = (given: GivenSettings): Settings => {
  const { stage, production = stage === 'prod', hardened = false } = given;
  const alarms = given.alarms ?? (production || hardened);
  const authorizer = authorizerOf(given);
  const restDomain = domain(given.restDomainName, given.restCertificateArn);
  const graphqlDomain = domain(given.graphqlDomainName, given.graphqlCertificateArn);
  // A private API takes neither bearer tokens nor a public name.
  const canBePrivate = authorizer.kind === 'iam' && restDomain === null && graphqlDomain === null;
  return {
    stage,
    production,
    hardened,
    vpc: given.vpc ?? hardened,
    vpcCidr: given.vpcCidr ?? '10.0.0.0/16',
    privateEndpoints: given.privateEndpoints ?? (hardened && canBePrivate),
    firewall: firewallOf(given),
    authorizer,
    restDomain,
    graphqlDomain,
    corsOrigin: given.corsOrigin ?? null,
    introspection: given.introspection ?? !(production || hardened),
    alarms,
    alarmEmail: given.alarmEmail ?? null,
    backups: given.backups ?? (production || hardened),
    gradualDeployment: given.gradualDeployment ?? (production && alarms),
    logRetentionDays: given.logRetentionDays ?? (production || hardened ? 365 : 14),
    memoryMb: given.memoryMb ?? 512,
    codeCache: given.codeCache ?? false,
    reservedConcurrency: given.reservedConcurrency ?? (hardened ? 100 : null),
    throttle: {
      rate: given.throttleRate ?? (production ? 1000 : 100),
      burst: given.throttleBurst ?? (production ? 2000 : 200),
    },
    catalogueShards: given.catalogueShards ?? 1,
    replicaKeyArns: given.replicaKeyArns ?? [],
    apiGatewayAccount: given.apiGatewayAccount ?? true,
  };
};

const firewallOf = ({ firewall = true, allowedNetworks = [], requestsPerAddress = 30_000 }: GivenSettings) =>
  firewall ? { allowedNetworks, requestsPerAddress } : null;

const authorizerOf = ({ userPoolArn, authorizerFunctionArn }: GivenSettings): Authorizer => {
  if (userPoolArn !== undefined) return { kind: 'userPool', arn: userPoolArn };
  return authorizerFunctionArn === undefined ? { kind: 'iam' } : { kind: 'function', arn: authorizerFunctionArn };
};

const domain = (name: string | undefined, certificateArn: string | undefined): Domain | null =>
  name === undefined || certificateArn === undefined ? null : { name, certificateArn };
