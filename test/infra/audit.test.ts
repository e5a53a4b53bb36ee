import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin, Validations } from 'aws-cdk-lib';
import * as z from 'zod/mini';
import { houseRules } from '../../infra/house-rules.ts';
import { type Synthesis, synthesise } from './support/synthesis.ts';

const acknowledgement = z.record(z.string(), z.string());

/** The rules of audit packs that a stack breaks on purpose, with their reasons; the CDK's own constructs have others. */
const acknowledged = ({ stack }: Synthesis): [id: string, reason: string][] =>
  stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(acknowledgement.parse(data)))
    .filter(([id]) => !id.startsWith('CloudFormation-Validate::'));

/** `IAM5` of `AwsSolutions-IAM5[Resource::*]`: the rule, whichever pack asks for it and whatever breaks it. */
const ruleOf = (id: string): string => /-([A-Za-z0-9]+)(?:\[|$)/.exec(id)?.[1] ?? id;

describe('the acknowledged rules', () => {
  const hardened = acknowledged(synthesise({ stage: 'prod', hardened: 'true' }));

  it('are six, each with a reason, and all of them in docs/deploy.md', () => {
    const rules = new Set(hardened.map(([id]) => ruleOf(id)));
    expect([...rules].sort()).toEqual([
      'APIGWCacheEnabledAndEncrypted',
      'ASC3',
      'COG4',
      'IAM5',
      'SQSRedrivePolicy',
      'VPCDefaultSecurityGroupClosed',
    ]);
    for (const [, reason] of hardened) expect(reason).toMatch(/^[A-Z].{20,}\.$/);
    const documented = readFileSync('docs/deploy.md', 'utf8').split('## What the audit says')[1] ?? '';
    for (const rule of rules) expect(documented).toContain(`| ${rule} |`);
  });

  it('are no others in any other kind of stage', () => {
    const pool = 'arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abc';
    const rules = new Set(hardened.map(([id]) => ruleOf(id)));
    for (const settings of [{}, { stage: 'prod' }, { vpc: 'true', userPoolArn: pool }, { firewall: 'false' }]) {
      for (const [id] of acknowledged(synthesise(settings))) expect(rules).toContain(ruleOf(id));
    }
  });
});

describe('the house rules', () => {
  const folder = mkdtempSync(join(tmpdir(), 'house-rules-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const rules = [...houseRules.matchAll(/^rule (\w+)/gm)].map(([, name = '']) => name);

  /** The house rules that resources break. */
  const brokenBy = (resources: Record<string, object>): string[] => {
    const plugin = new CloudFormationValidatePlugin({
      guardRules: [{ name: 'house-rules', content: houseRules }],
      includeDefaultRules: false,
    });
    const templatePath = join(folder, 'template.json');
    writeFileSync(templatePath, JSON.stringify({ Resources: resources }));
    const stack = { stackConstructPath: 'Stack', templatePath, accountId: undefined, region: undefined };
    const { violations } = plugin.validate({
      templatePaths: [templatePath],
      stackTemplates: [stack],
      appConstruct: new App(),
    });
    return rules.filter((rule) => violations.some(({ ruleName }) => ruleName === rule));
  };

  it('find each what breaks it; npm run synth is what holds our templates to them', () => {
    const bad: [type: string, properties: object][] = [
      ['Lambda::Function', { Runtime: 'nodejs22.x' }],
      ['ApiGateway::Method', { HttpMethod: 'GET', AuthorizationType: 'NONE' }],
      ['AppSync::GraphQLApi', { AuthenticationType: 'API_KEY' }],
      ['Logs::LogGroup', { RetentionInDays: 14 }],
      ['DynamoDB::GlobalTable', { SSESpecification: { SSEType: 'AES256' } }],
      ['Lambda::Url', { AuthType: 'AWS_IAM' }],
      ['Lambda::Permission', { Principal: '*' }],
    ];
    const resources = bad.map(([type, Properties], index) => [`Bad${index}`, { Type: `AWS::${type}`, Properties }]);
    expect(rules).toHaveLength(bad.length);
    expect(brokenBy(Object.fromEntries(resources))).toEqual(rules);
  }, 60_000);
});
