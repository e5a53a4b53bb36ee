import type { CfnIPSet, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

/** A rule of a web ACL; its place in the list is its priority. */
export type Rule = Omit<CfnWebACL.RuleProperty, 'priority'>;

export const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // A sample would show headers, session tokens among them.
  sampledRequestsEnabled: false,
});

const blockRule = (name: string, statement: CfnWebACL.StatementProperty): Rule => ({
  name,
  statement,
  action: { block: {} },
  visibilityConfig: visibility(name),
});

/** Blocks whoever calls from none of the networks; no rule when there are none. */
export const outsideNetworksRule = (networks: readonly CfnIPSet[]): Rule[] => {
  const statements = networks.map(({ attrArn }) => ({ ipSetReferenceStatement: { arn: attrArn } }));
  const [only] = statements;
  if (only === undefined) return [];
  const inside = statements.length === 1 ? only : { orStatement: { statements } };
  return [blockRule('OutsideNetworks', { notStatement: { statement: inside } })];
};

const noTransformation = [{ priority: 0, type: 'NONE' }];
const isGraphql: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString: '/graphql',
    textTransformations: noTransformation,
  },
};

/**
 * Blocks what is larger than any legal request. Of a GraphQL request WAF sees 8 KB at most, so what counts there is
 * the length that its header states: five digits are enough for anything legal.
 */
export const bodySizeRule = (largestRestBody: number): Rule =>
  blockRule('BodySize', {
    orStatement: {
      statements: [
        { andStatement: { statements: [{ notStatement: { statement: isGraphql } }, largerThan(largestRestBody)] } },
        { andStatement: { statements: [isGraphql, statedLengthOfSixDigits] } },
      ],
    },
  });

const largerThan = (bytes: number): CfnWebACL.StatementProperty => ({
  sizeConstraintStatement: {
    fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
    comparisonOperator: 'GT',
    size: bytes,
    textTransformations: noTransformation,
  },
});

const statedLengthOfSixDigits: CfnWebACL.StatementProperty = {
  sizeConstraintStatement: {
    fieldToMatch: { singleHeader: { Name: 'content-length' } },
    comparisonOperator: 'GT',
    size: 5,
    textTransformations: noTransformation,
  },
};

/** Blocks an address that sends more than so many requests in five minutes, signed or not. */
export const rateRule = (limit: number): Rule =>
  blockRule('RequestsPerAddress', { rateBasedStatement: { limit, aggregateKeyType: 'IP', evaluationWindowSec: 300 } });

/**
 * AWS's rules, some of which only count. Those on bodies: the text of a product may be anything, markup and 26 KB of
 * escapes included, and nothing here interprets it. The one on a missing User-Agent: signers in a Lambda send none. The
 * one on queries over 2 KB: that of a presigned call holds a session token; API Gateway takes 10 KB with all headers.
 */
export const managedRules = (): Rule[] => [
  managedGroup('AWSManagedRulesCommonRuleSet', [
    'NoUserAgent_HEADER',
    'SizeRestrictions_QUERYSTRING',
    'SizeRestrictions_BODY',
    'EC2MetaDataSSRF_BODY',
    'GenericLFI_BODY',
    'GenericRFI_BODY',
    'CrossSiteScripting_BODY',
  ]),
  managedGroup('AWSManagedRulesKnownBadInputsRuleSet', [
    'JavaDeserializationRCE_BODY',
    'Log4JRCE_BODY',
    'ReactJSRCE_BODY',
  ]),
];

const managedGroup = (name: string, counted: readonly string[]): Rule => ({
  name,
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  overrideAction: { none: {} },
  visibilityConfig: visibility(name),
});
