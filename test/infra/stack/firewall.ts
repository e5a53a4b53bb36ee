import { InvalidRequest } from '../../../src/adapters/primary/rest/invalid-request.ts';
import { jsonBody, maxBodyBytes } from '../../../src/adapters/primary/rest/json-body.ts';
import { restEvent } from '../../support/rest-event.ts';
import { type SeenRequest, shown, verdict } from '../support/firewall-verdict.ts';
import { flat, resourcesOf, synthesise, theOnly } from '../support/synthesis.ts';

const dev = synthesise();
const closed = synthesise({ allowedNetworks: '203.0.113.0/24,2001:db8::/32', requestsPerAddress: '500' });
const webAcl = theOnly(dev, 'AWS::WAFv2::WebACL');

// The longest texts that the domain takes, in the longest form that JSON has for them.
const astral = '\\ud83d\\ude00';
const longest = `"name":"${astral.repeat(200)}","description":"${astral.repeat(2000)}"`;

const request = (path: string, body: string, headers: Record<string, string> = {}): SeenRequest => ({
  path,
  body,
  headers: { 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'curl/8', ...headers },
});
const rest = (body: string) => verdict(webAcl, request('/v1/products', body), shown.REST);
const graphql = (body: string) => verdict(webAcl, request('/graphql', body), shown.GraphQL);

describe('the firewall', () => {
  it('stands before both doors', () => {
    const associated = resourcesOf(dev, 'AWS::WAFv2::WebACLAssociation').map(({ properties }) =>
      flat(properties['ResourceArn']),
    );
    expect(associated).toHaveLength(2);
    expect(associated.filter((arn) => arn.includes('/stages/'))).toHaveLength(1);
    expect(associated.filter((arn) => arn.includes('GraphqlApi'))).toHaveLength(1);
    expect(resourcesOf(synthesise({ firewall: 'false' }), 'AWS::WAFv2::WebACL')).toEqual([]);
  });

  it('lets the largest legal REST request through', () => {
    const largest = `{${longest}}`;
    expect(Buffer.byteLength(largest)).toBeGreaterThan(26_000);
    expect(rest(largest)).toBeNull();
    expect(rest('x'.repeat(maxBodyBytes))).toBeNull();
  });

  it('blocks at the REST API what the door would refuse for its size', () => {
    const tooLarge = 'x'.repeat(maxBodyBytes + 1);
    expect(rest(tooLarge)).toBe('BodySize');
    expect(() => jsonBody(restEvent({ method: 'POST', rawBody: tooLarge }))).toThrow(InvalidRequest);
  });

  it('lets the largest legal GraphQL request through, of which it sees a quarter', () => {
    const selection = '{ id name description createDate lastUpdateDate version }';
    const query = `mutation Create($input: CreateProductInput!) { createProduct(input: $input) ${selection} }`;
    const input = `{${longest},"idempotencyKey":"${'k'.repeat(255)}"}`;
    const largest = `{"query":"${query}","operationName":"Create","variables":{"input":${input}}}`;
    expect(Buffer.byteLength(largest)).toBeGreaterThan(3 * shown.GraphQL);
    expect(graphql(largest)).toBeNull();
  });

  it('blocks a GraphQL request that states six digits of bytes', () => {
    expect(graphql('x'.repeat(99_999))).toBeNull();
    expect(graphql('x'.repeat(100_000))).toBe('BodySize');
  });

  it.each([
    '<script>alert(1)</script>',
    '../../etc/passwd',
    'http://169.254.169.254/latest',
    '${jndi:ldap://x}',
    "' OR 1=1 --",
  ])('lets a product be called %j', (name) => {
    expect(rest(JSON.stringify({ name }))).toBeNull();
    expect(graphql(JSON.stringify({ query: 'mutation { x }', variables: { input: { name } } }))).toBeNull();
  });

  it('lets clients through that send no User-Agent, as signers in a Lambda do', () => {
    const { 'user-agent': _, ...headers } = request('/v1/products', '').headers;
    expect(verdict(webAcl, { path: '/v1/products', body: '', headers }, shown.REST)).toBeNull();
  });

  it('lets the longest legal query through, that of a presigned call with a long session token', () => {
    const signature = `X-Amz-Credential=${'c'.repeat(80)}&X-Amz-Signature=${'5'.repeat(64)}`;
    const query = `pageSize=100&nextToken=${'t'.repeat(200)}&${signature}&X-Amz-Security-Token=${'T'.repeat(4096)}`;
    expect(verdict(webAcl, { ...request('/v1/products', ''), query }, shown.REST)).toBeNull();
  });

  it('blocks an absurd path, by a rule of AWS', () => {
    const path = `/v1/products/${'p'.repeat(1024)}`;
    expect(verdict(webAcl, request(path, ''), shown.REST)).toBe('SizeRestrictions_URIPATH');
  });

  it('is shown the whole of a legal REST body', () => {
    expect(webAcl.properties['AssociationConfig']).toEqual({
      RequestBody: { API_GATEWAY: { DefaultSizeInspectionLimit: 'KB_32' } },
    });
    expect(maxBodyBytes).toBeLessThanOrEqual(shown.REST);
  });

  it('lets only the networks in that are set, of either version of IP', () => {
    const sets = resourcesOf(closed, 'AWS::WAFv2::IPSet');
    expect(sets.map(({ properties }) => properties['Addresses'])).toEqual([['203.0.113.0/24'], ['2001:db8::/32']]);
    const [first] = Object(theOnly(closed, 'AWS::WAFv2::WebACL').properties['Rules']);
    expect(first).toMatchObject({ Name: 'OutsideNetworks', Priority: 0, Action: { Block: {} } });
    const inside = first.Statement.NotStatement.Statement.OrStatement.Statements;
    expect(JSON.stringify(inside)).toBe(
      JSON.stringify(sets.map(({ id }) => ({ IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': [id, 'Arn'] } } }))),
    );
  });

  it('stops an address that floods, at the rate that is set', () => {
    const rules = Object(theOnly(closed, 'AWS::WAFv2::WebACL').properties['Rules']);
    expect(rules).toContainEqual(
      expect.objectContaining({
        Name: 'RequestsPerAddress',
        Action: { Block: {} },
        Statement: { RateBasedStatement: { Limit: 500, AggregateKeyType: 'IP', EvaluationWindowSec: 300 } },
      }),
    );
  });

  it('logs where WAF takes it', () => {
    const [destination] = Object(theOnly(dev, 'AWS::WAFv2::LoggingConfiguration').properties['LogDestinationConfigs']);
    const group = resourcesOf(dev, 'AWS::Logs::LogGroup').find(({ id }) => flat(destination).includes(`\${${id}}`));
    expect(flat(group?.properties['LogGroupName'])).toMatch(/^aws-waf-logs-ProductCatalogue/);
  });

  it('logs what it blocked, without signatures, tokens and queries', () => {
    expect(theOnly(dev, 'AWS::WAFv2::LoggingConfiguration').properties).toMatchObject({
      LoggingFilter: { DefaultBehavior: 'DROP' },
      RedactedFields: [
        { SingleHeader: { Name: 'authorization' } },
        { SingleHeader: { Name: 'x-amz-security-token' } },
        { QueryString: {} },
      ],
    });
    expect(JSON.stringify(webAcl.properties)).not.toContain('"SampledRequestsEnabled":true');
  });
});
