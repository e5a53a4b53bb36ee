import { readFileSync } from 'node:fs';
import { readSettings } from '../../infra/settings.ts';
import { readEnvironment } from '../../src/main/environment.ts';

const key = (region: string): string => `arn:aws:kms:${region}:111122223333:key/0000`;
const pool = 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc';
const authorizer = 'arn:aws:lambda:eu-west-1:111122223333:function:authorizer';
const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/0000';

const lambda = { version: 'v24.11.0', platform: 'linux', arch: 'arm64' };

describe('the settings', () => {
  it('are those of a stage to be thrown away, unless told otherwise', () => {
    expect(readSettings({})).toMatchObject({
      stage: 'dev',
      production: false,
      hardened: false,
      firewall: { allowedNetworks: [] },
      authorizer: { kind: 'iam' },
      alarms: false,
      backups: false,
      introspection: true,
      catalogueShards: 1,
    });
  });

  it('of prod keep its data, watch it and hide the schema', () => {
    const prod = { production: true, alarms: true, backups: true, gradualDeployment: true, introspection: false };
    expect(readSettings({ stage: 'prod' })).toMatchObject(prod);
    expect(readSettings({ stage: 'live', production: 'true' })).toMatchObject({ ...prod, stage: 'live' });
  });

  it('of a hardened stage switch on all that the audit packs ask', () => {
    expect(readSettings({ hardened: 'true' })).toMatchObject({
      vpc: true,
      privateEndpoints: true,
      firewall: {},
      alarms: true,
      backups: true,
      introspection: false,
      reservedConcurrency: 100,
    });
  });

  it('of a hardened stage stay public where an API cannot be private', () => {
    expect(readSettings({ hardened: 'true', userPoolArn: pool })).toMatchObject({ vpc: true, privateEndpoints: false });
  });

  it('are the same from the command line, as text, and from cdk.json, as JSON', () => {
    const text = { memoryMb: '1024', vpc: 'true', allowedNetworks: '10.0.0.0/8,2001:db8::/32' };
    const json = { memoryMb: 1024, vpc: true, allowedNetworks: ['10.0.0.0/8', '2001:db8::/32'] };
    expect(readSettings(text)).toEqual(readSettings({ stages: { dev: json } }));
  });

  it('come from the stage that is asked for, and the command line has the last word', () => {
    const stages = { dev: { memoryMb: 256 }, prod: { memoryMb: 1024, catalogueShards: 4 } };
    expect(readSettings({ stages, stage: 'prod', memoryMb: '2048' })).toMatchObject({
      memoryMb: 2048,
      catalogueShards: 4,
    });
  });

  it.each(['*', 'https://shop.example.com', 'http://localhost:3000'])(
    'take an origin that the functions start with: %s',
    (corsOrigin) => {
      expect(readSettings({ corsOrigin }).corsOrigin).toBe(corsOrigin);
      expect(readEnvironment({ TABLE_NAME: 'table', CORS_ORIGIN: corsOrigin }).corsOrigin).toBe(corsOrigin);
    },
  );

  it("leave the CDK's own context alone", () => {
    const written = { 'cli-telemetry': false, 'acknowledged-issue-numbers': [34892] };
    expect(readSettings({ '@aws-cdk/core:flag': true, 'aws:cdk:bundling-stacks': [], ...written })).toEqual(
      readSettings({}),
    );
  });

  it.each([{}, { stage: 'prod' }, { stage: 'prod', hardened: 'true' }])(
    'leave code caches out unless told otherwise: %j',
    (settings) => {
      const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
      expect(readSettings({ ...context, ...settings }).codeCache).toBe(false);
    },
  );

  it("take code caches from the functions' own Node.js, whatever its minor version", () => {
    expect(readSettings({ codeCache: 'true' }, lambda)).toMatchObject({ codeCache: true });
    expect(readSettings({ codeCache: 'true' }, { ...lambda, version: 'v24.0.1' })).toMatchObject({ codeCache: true });
  });

  it.each([
    ['v22.11.0 on linux arm64', { ...lambda, version: 'v22.11.0' }],
    ['v240.1.0 on linux arm64', { ...lambda, version: 'v240.1.0' }],
    ['v24.11.0 on linux x64', { ...lambda, arch: 'x64' }],
    ['v24.11.0 on darwin arm64', { ...lambda, platform: 'darwin' }],
  ])('take no code caches from another Node.js, which Lambda would ignore: %s', (name, node) => {
    expect(() => readSettings({ codeCache: 'true' }, node)).toThrow(
      `Bad settings: codeCache must be made by Node.js 24 on linux arm64, as the functions run on, and this is ${name}: ` +
        'synthesise in a container of the runtime, as docs/deploy.md shows, or set codeCache=false.',
    );
    expect(readSettings({ codeCache: 'false' }, node)).toEqual(readSettings({}));
  });

  it('are refused with every fault at once', () => {
    const bad = { stge: 'prod', vpc: 'yes', memoryMb: '64', alarmEmail: 'ops@example.com', firewall: 'false' };
    expect(() => readSettings({ ...bad, allowedNetworks: '10.0.0.0/8' })).toThrow(
      'Bad settings: vpc must be true or false; memoryMb must be a whole number from 128 to 10240; ' +
        "'stge' is no setting: docs/deploy.md lists all; " +
        'allowedNetworks needs the firewall: leave firewall=false out; alarmEmail needs alarms: add alarms=true.',
    );
  });

  it.each([
    ['stage', 'Prod'],
    ['stage', 'a-name-longer-than-twenty'],
    ['hardened', 'maybe'],
    ['allowedNetworks', '10.0.0.0'],
    ['vpcCidr', '10.0.0.0/8'],
    ['vpcCidr', '10.0.999.0/16'],
    ['userPoolArn', authorizer],
    ['authorizerFunctionArn', pool],
    ['graphqlCertificateArn', certificate.replace('us-east-1', 'eu-west-1')],
    ['restDomainName', 'API.example.com'],
    ['corsOrigin', 'shop.example.com'],
    ['corsOrigin', 'https://shop.example.com:443'],
    ['corsOrigin', 'http://shop.example.com:80'],
    ['corsOrigin', 'https://Shop.example.com'],
    ['corsOrigin', 'https://shop.example.com:99999'],
    ['alarmEmail', 'nobody'],
    ['logRetentionDays', '8'],
    ['memoryMb', '1e3'],
    ['reservedConcurrency', '0'],
    ['catalogueShards', '65'],
    ['replicaKeyArns', 'eu-west-1'],
    ['throttleRate', '-1'],
    ['requestsPerAddress', '9'],
  ])('take no %s like %s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(`Bad settings: ${name} must be`);
  });

  it.each([
    '0.0.0.0/0',
    '::/0',
    '10.0.0.1/99',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '2001:db8::/129',
    '999.1.1.1/24',
    '10.0.0/8',
    '2001:db8/32',
    'fe80::1%eth0/64',
    '10.0.0.0/8/8',
  ])('let no network in that WAF would refuse: %s', (network) => {
    expect(() => readSettings({ allowedNetworks: `10.0.0.0/8,${network}` })).toThrow(
      'Bad settings: allowedNetworks must be networks such as 203.0.113.0/24 or 2001:db8::/32, with a prefix of 1 to 32 ' +
        'or 1 to 128, comma between: WAF takes no others.',
    );
  });

  it.each(['203.0.113.7/32', '128.0.0.0/1', '2001:db8::1/128', '8000::/1'])(
    'let in a network of any other prefix, a single address too: %s',
    (network) => {
      expect(readSettings({ allowedNetworks: network })).toMatchObject({ firewall: { allowedNetworks: [network] } });
    },
  );

  it.each<[string, Record<string, unknown>]>([
    ['userPoolArn and authorizerFunctionArn exclude', { userPoolArn: pool, authorizerFunctionArn: authorizer }],
    ['allowedNetworks needs the firewall', { firewall: 'false', allowedNetworks: '10.0.0.0/8' }],
    ['requestsPerAddress needs the firewall', { firewall: 'false', requestsPerAddress: '100' }],
    ['privateEndpoints needs the network', { privateEndpoints: 'true' }],
    ['vpcCidr needs the network', { vpcCidr: '10.1.0.0/16' }],
    ['principals of the account only', { vpc: 'true', privateEndpoints: 'true', userPoolArn: pool }],
    [
      'privateEndpoints excludes public domain names',
      { vpc: 'true', privateEndpoints: 'true', restDomainName: 'a.example.com', restCertificateArn: certificate },
    ],
    ['restDomainName and restCertificateArn belong', { restDomainName: 'a.example.com' }],
    ['graphqlDomainName and graphqlCertificateArn belong', { graphqlCertificateArn: certificate }],
    [
      'restDomainName and graphqlDomainName must differ',
      {
        restDomainName: 'a.example.com',
        restCertificateArn: certificate,
        graphqlDomainName: 'a.example.com',
        graphqlCertificateArn: certificate,
      },
    ],
    ['hardened=true includes vpc', { hardened: 'true', vpc: 'false' }],
    ['hardened=true includes firewall', { hardened: 'true', firewall: 'false' }],
    ['hardened=true includes backups', { hardened: 'true', backups: 'false' }],
    ['hardened=true includes alarms', { hardened: 'true', alarms: 'false' }],
    ['hardened=true hides the schema', { hardened: 'true', introspection: 'true' }],
    ['alarmEmail needs alarms', { alarmEmail: 'ops@example.com' }],
    ['gradualDeployment rolls back on alarms', { gradualDeployment: 'true' }],
    ['replicaKeyArns must name a region once', { replicaKeyArns: `${key('eu-west-1')},${key('eu-west-1')}` }],
  ])('contradict each other: %s', (fault, settings) => {
    expect(() => readSettings(settings)).toThrow(fault);
  });
});
