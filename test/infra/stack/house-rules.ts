import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationValidatePlugin } from 'aws-cdk-lib';
import { houseRules } from '../../../infra/house-rules.ts';
import { newApp } from '../support/new-app.ts';

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
      appConstruct: newApp(),
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
