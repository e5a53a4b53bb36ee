import * as z from 'zod/mini';
import type { Resource } from './synthesis.ts';

/** A request as WAF looks at it. */
export interface SeenRequest {
  readonly path: string;
  readonly query?: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How many bytes of a body the service shows to WAF. */
export const shown = { REST: 32_768, GraphQL: 8192 } as const;

const action = z.optional(z.record(z.string(), z.unknown()));
const aclRule = z.object({
  Name: z.string(),
  Priority: z.number(),
  Action: action,
  // What a rule of managed rules has in its place: `None` leaves theirs as they are.
  OverrideAction: action,
  Statement: z.record(z.string(), z.unknown()),
});
const rules = z.array(aclRule);
const overrides = z.object({
  Name: z.string(),
  RuleActionOverrides: z.array(z.object({ Name: z.string(), ActionToUse: z.strictObject({ Count: z.unknown() }) })),
});
const nested = z.object({ Statements: z.array(z.record(z.string(), z.unknown())) });
const negated = z.object({ Statement: z.record(z.string(), z.unknown()) });
const sized = z.object({ ComparisonOperator: z.literal('GT'), Size: z.number(), FieldToMatch: z.unknown() });
const started = z.object({ PositionalConstraint: z.literal('STARTS_WITH'), SearchString: z.string() });

/** The rules of AWS's groups that a large or a strange request could meet, as the developer guide describes them. */
const managed: Readonly<Record<string, Readonly<Record<string, (request: SeenRequest) => boolean>>>> = {
  AWSManagedRulesCommonRuleSet: {
    NoUserAgent_HEADER: ({ headers }) => headers['user-agent'] === undefined,
    SizeRestrictions_QUERYSTRING: ({ query = '' }) => query.length > 2048,
    SizeRestrictions_BODY: ({ body }) => Buffer.byteLength(body) > 8192,
    SizeRestrictions_URIPATH: ({ path }) => path.length > 1024,
    GenericLFI_BODY: ({ body }) => body.includes('../'),
    GenericRFI_BODY: ({ body }) => /https?:\/\/\d+\.\d+/.test(body),
    CrossSiteScripting_BODY: ({ body }) => body.includes('<script'),
    EC2MetaDataSSRF_BODY: ({ body }) => body.includes('169.254.169.254'),
  },
  AWSManagedRulesKnownBadInputsRuleSet: {
    Log4JRCE_BODY: ({ body }) => body.includes('${jndi:'),
    JavaDeserializationRCE_BODY: ({ body }) => body.includes('getRuntime().exec'),
  },
};

/** The name of the rule of a web ACL that blocks a request; null when it passes, counted or not. Counts no requests. */
export const verdict = ({ properties }: Resource, request: SeenRequest, limit: number): string | null => {
  const sorted = rules.parse(properties['Rules']).sort((a, b) => a.Priority - b.Priority);
  return sorted.map((one) => blockedBy(one, request, limit)).find((name) => name !== null) ?? null;
};

const blockedBy = (
  { Name: name, Action = {}, OverrideAction = {}, Statement }: z.infer<typeof aclRule>,
  request: SeenRequest,
  limit: number,
): string | null => {
  if ('ManagedRuleGroupStatement' in Statement) {
    if (!('None' in OverrideAction)) return null;
    const { Name, RuleActionOverrides } = overrides.parse(Statement['ManagedRuleGroupStatement']);
    const counted = new Set(RuleActionOverrides.map((override) => override.Name));
    const hit = Object.entries(managed[Name] ?? {}).find(([rule, matches]) => !counted.has(rule) && matches(request));
    return hit?.[0] ?? null;
  }
  return 'Block' in Action && matchesStatement(Statement, request, limit) ? name : null;
};

const matchesStatement = (statement: Record<string, unknown>, request: SeenRequest, limit: number): boolean => {
  const [[kind, operand] = []] = Object.entries(statement);
  const matches = (inner: Record<string, unknown>): boolean => matchesStatement(inner, request, limit);
  switch (kind ?? '') {
    case 'OrStatement':
      return nested.parse(operand).Statements.some(matches);
    case 'AndStatement':
      return nested.parse(operand).Statements.every(matches);
    case 'NotStatement':
      return !matches(negated.parse(operand).Statement);
    case 'ByteMatchStatement':
      return request.path.startsWith(started.parse(operand).SearchString);
    case 'SizeConstraintStatement':
      return exceeds(sized.parse(operand), request, limit);
    case 'RateBasedStatement':
      return false;
    default:
      throw new Error(`No rule of this kind is known: ${String(kind)}.`);
  }
};

const field = z.union([
  z.object({ Body: z.object({ OversizeHandling: z.literal('MATCH') }) }),
  z.object({ SingleHeader: z.object({ Name: z.string() }) }),
]);

const exceeds = (
  { Size, FieldToMatch }: z.infer<typeof sized>,
  { headers, body }: SeenRequest,
  limit: number,
): boolean => {
  const part = field.parse(FieldToMatch);
  if ('SingleHeader' in part) return (headers[part.SingleHeader.Name] ?? '').length > Size;
  return Buffer.byteLength(body) > limit || Buffer.byteLength(body) > Size;
};
