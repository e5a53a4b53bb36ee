import { covers, fieldAccess, fieldPermission, routePermission } from '../adapters/primary/access.ts';
import type { Access, Permission } from '../adapters/primary/access.ts';
import type { Route } from '../adapters/primary/rest/routes.ts';

/** A statement of an identity-based policy; `*` in action and resource stands for any text, `?` for one character. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly action: string;
  readonly resource: string;
}

/** A top-level GraphQL field: `Query` and `getProduct`. */
export interface TopLevelField {
  readonly parentType: string;
  readonly field: string;
}

/** Where the two APIs are; their ARNs are made of it. */
export interface ApiLocation {
  readonly region: string;
  readonly accountId: string;
  readonly restApiId: string;
  readonly stage: string;
  readonly graphqlApiId: string;
}

/** `arn:aws:execute-api:…:api/stage/GET/products/1` or `arn:aws:appsync:…:apis/api/types/Query/fields/getProduct`. */
export const permissionArn = (at: ApiLocation, { action, resource }: Permission): string =>
  action === 'execute-api:Invoke'
    ? `arn:aws:execute-api:${at.region}:${at.accountId}:${at.restApiId}/${at.stage}/${resource}`
    : `arn:aws:appsync:${at.region}:${at.accountId}:apis/${at.graphqlApiId}/${resource}`;

/** One statement for each route and field that the access covers. */
export const policyFor = (
  held: Access,
  at: ApiLocation,
  operations: { readonly routes: readonly Route[]; readonly fields: readonly TopLevelField[] },
): Statement[] => [
  ...operations.routes.filter(({ access }) => covers(held, access)).map((route) => allow(at, routePermission(route))),
  ...operations.fields
    .filter(({ parentType, field }) => covers(held, fieldAccess(parentType, field)))
    .map(({ parentType, field }) => allow(at, fieldPermission(parentType, field))),
];

const allow = (at: ApiLocation, permission: Permission): Statement => ({
  effect: 'Allow',
  action: permission.action,
  resource: permissionArn(at, permission),
});

/** Nothing is allowed that no statement allows, and a denial beats any number of them. */
export type Decision = 'allowed' | 'noStatement' | 'explicitDeny';

/** IAM's decision on an identity-based policy: actions know no case, resources do. */
export const decide = (
  { policy }: { readonly policy: readonly Statement[] },
  action: string,
  resource: string,
): Decision => {
  let decision: Decision = 'noStatement';
  for (const statement of readPolicy(policy)) {
    // The resource first: almost all statements differ in it, and show it before the case of anything is changed.
    if (!matches(statement.resource, resource) || !matches(statement.action, action.toLowerCase())) continue;
    if (statement.effect === 'Deny') return 'explicitDeny';
    decision = 'allowed';
  }
  return decision;
};

/** A pattern in two: almost all statements are about something else, which shows before the first wildcard. */
interface Pattern {
  readonly start: string;
  /** From the first wildcard on; empty where there is none. */
  readonly rest: string;
}

interface ReadStatement {
  readonly effect: Statement['effect'];
  readonly action: Pattern;
  readonly resource: Pattern;
}

const readPolicies = new WeakMap<readonly Statement[], readonly ReadStatement[]>();

/** Each policy is read once, and asked with every request. */
const readPolicy = (policy: readonly Statement[]): readonly ReadStatement[] => {
  const known = readPolicies.get(policy);
  if (known !== undefined) return known;
  const read = policy.map(({ effect, action, resource }) => ({
    effect,
    action: patternOf(action.toLowerCase()),
    resource: patternOf(resource),
  }));
  readPolicies.set(policy, read);
  return read;
};

const patternOf = (text: string): Pattern => {
  const [start = ''] = text.split(/[*?]/, 1);
  return { start, rest: text.slice(start.length) };
};

/** Whether the text is what the pattern says: `*` is any text, slashes too, `?` is any one character. */
const matches = ({ start, rest }: Pattern, text: string): boolean => {
  if (rest === '') return start === text;
  return text.startsWith(start) && (rest === '*' || matchesWild(rest, text.slice(start.length)));
};

const matchesWild = (pattern: string, text: string): boolean => {
  const characters = Array.from(text);
  // Everywhere in the text that the pattern read so far may end.
  let ends = [0];
  for (const wanted of pattern) {
    const [first = characters.length + 1] = ends;
    ends =
      wanted === '*'
        ? Array.from({ length: characters.length + 1 - first }, (_, offset) => first + offset)
        : ends.filter((end) => wanted === '?' || characters[end] === wanted).map((end) => end + 1);
  }
  return ends.includes(characters.length);
};
