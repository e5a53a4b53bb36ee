import { isIP } from 'node:net';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod/mini';
import { isOrigin } from '../src/main/environment.ts';

/*
 * The settings as somebody writes them: text on the command line (`-c vpc=true`), JSON in cdk.json. All are optional
 * but the stage, and `settings.ts` knows what holds without them.
 */

const flag = z.pipe(
  z.transform((value: unknown) => (value === 'true' ? true : value === 'false' ? false : value)),
  z.boolean({ error: 'must be true or false' }),
);

const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.pipe(
    z.transform((value: unknown) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value)),
    z.number({ error }).check(z.int({ error }), z.gte(least, { error }), z.lte(most, { error })),
  );
};

const text = (form: RegExp, error: string) => z.string({ error }).check(z.regex(form, { error }));

const list = (item: z.ZodMiniType<string>, error: string) =>
  z.pipe(
    z.transform((value: unknown) => (typeof value === 'string' ? value.split(',') : value)),
    z.array(item, { error }).check(z.minLength(1, { error })),
  );

/** As WAF takes it, which knows no network of everybody: https://docs.aws.amazon.com/waf/latest/APIReference/API_IPSet.html */
const isNetwork = (written: string): boolean => {
  const [, address = '', prefix] = /^([\da-f.:]+)\/([1-9]\d{0,2})$/.exec(written) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(prefix) <= (version === 4 ? 32 : 128);
};

const network = (error: string) => z.string({ error }).check(z.refine(isNetwork, { error }));

const vpcError = 'must be a network such as 10.0.0.0/16, with a prefix of 16 to 24';

const networksError =
  'must be networks such as 203.0.113.0/24 or 2001:db8::/32, with a prefix of 1 to 32 or 1 to 128, comma between: WAF takes no others';

const keysError = 'must be ARNs of KMS keys, one for each region, comma between';

const originError = 'must be one origin such as https://shop.example.com, as browsers send it, or *';

/** As the functions take it, which do not start with any other. */
const origin = text(/^(\*|https?:\/\/[\w.:-]+)$/, originError).check(
  z.refine((written: string) => written === '*' || isOrigin(written), { error: originError }),
);

const domainName = text(/^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$/, 'must be a lower-case domain name such as api.example.com');

const forEver: number = RetentionDays.INFINITE;
const retentions = Object.values(RetentionDays)
  .map(Number)
  .filter((days) => days > 0 && days !== forEver);

const optional = z.exactOptional;

export const settingsShape = z.strictObject(
  {
    stage: text(/^[a-z][a-z0-9-]{0,19}$/, 'must be 1 to 20 lower-case letters, digits and hyphens, a letter first'),
    production: optional(flag),
    hardened: optional(flag),
    vpc: optional(flag),
    vpcCidr: optional(network(vpcError).check(z.regex(/^[\d.]+\/(1[6-9]|2[0-4])$/, { error: vpcError }))),
    privateEndpoints: optional(flag),
    firewall: optional(flag),
    allowedNetworks: optional(list(network(networksError), networksError)),
    requestsPerAddress: optional(whole(10, 2_000_000)),
    userPoolArn: optional(
      text(/^arn:[\w-]+:cognito-idp:[\w-]+:\d{12}:userpool\/[\w-]+$/, 'must be the ARN of a Cognito user pool'),
    ),
    authorizerFunctionArn: optional(
      text(/^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+$/, 'must be the ARN of a Lambda function'),
    ),
    restDomainName: optional(domainName),
    restCertificateArn: optional(
      text(/^arn:[\w-]+:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/, 'must be the ARN of a certificate'),
    ),
    graphqlDomainName: optional(domainName),
    graphqlCertificateArn: optional(
      text(
        /^arn:[\w-]+:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
        'must be the ARN of a certificate in us-east-1, where AppSync looks for it',
      ),
    ),
    corsOrigin: optional(origin),
    introspection: optional(flag),
    alarms: optional(flag),
    alarmEmail: optional(text(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address')),
    backups: optional(flag),
    gradualDeployment: optional(flag),
    logRetentionDays: optional(
      whole(1, 3653).check(
        z.refine((days: number) => retentions.includes(days), {
          error: `must be one of ${retentions.join(', ')}`,
          abort: true,
        }),
      ),
    ),
    memoryMb: optional(whole(128, 10_240)),
    codeCache: optional(flag),
    reservedConcurrency: optional(whole(1, 100_000)),
    throttleRate: optional(whole(1, 100_000)),
    throttleBurst: optional(whole(1, 100_000)),
    catalogueShards: optional(whole(1, 64)),
    replicaKeyArns: optional(list(text(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, keysError), keysError)),
    apiGatewayAccount: optional(flag),
  },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.map((key) => `'${key}'`).join(', ')} is no setting: docs/deploy.md lists all`
        : undefined,
  },
);

export type GivenSettings = z.infer<typeof settingsShape>;
