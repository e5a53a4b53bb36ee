import { decide } from '../../src/local/policies.ts';
import type { Statement } from '../../src/local/policies.ts';

const allow = (resource: string, action = 'execute-api:Invoke'): Statement => ({ effect: 'Allow', action, resource });
const deny = (resource: string): Statement => ({ effect: 'Deny', action: 'execute-api:Invoke', resource });
const decision = (policy: readonly Statement[], resource: string, action = 'execute-api:Invoke'): string =>
  decide({ policy }, action, resource);

describe('a decision on a policy', () => {
  it.each([
    ['*', 'anything/at/all', 'allowed'],
    ['*', '', 'allowed'],
    ['a/*', 'a/b/c', 'allowed'],
    ['a/*', 'a/', 'allowed'],
    ['a/*', 'a', 'noStatement'],
    ['*/b', 'a/b/b', 'allowed'],
    ['*/b', 'a/b/c', 'noStatement'],
    ['a*b*c', 'a-b-b-c', 'allowed'],
    ['a*b*c', 'a-c-b', 'noStatement'],
    ['**', 'a', 'allowed'],
    ['a?c', 'abc', 'allowed'],
    ['a?c', 'a𝄞c', 'allowed'],
    ['a?c', 'ac', 'noStatement'],
    ['a?', 'a', 'noStatement'],
    ['a?*', 'abc', 'allowed'],
    ['a.c', 'abc', 'noStatement'],
    ['abc', 'abcd', 'noStatement'],
    ['abc', 'ABC', 'noStatement'],
    ['abc', '*', 'noStatement'],
  ])('reads the resource %j over %j as %s', (pattern, resource, expected) => {
    expect(decision([allow(pattern)], resource)).toBe(expected);
  });

  it.each([
    ['execute-api:Invoke', 'allowed'],
    ['EXECUTE-API:invoke', 'allowed'],
    ['execute-api:*', 'allowed'],
    ['*', 'allowed'],
    ['appsync:GraphQL', 'noStatement'],
    ['execute-api', 'noStatement'],
  ])('reads the action %j whatever its case', (action, expected) => {
    expect(decision([allow('*', action)], 'a')).toBe(expected);
  });

  it('is to refuse whatever no statement is about', () => {
    expect(decision([], 'a')).toBe('noStatement');
    expect(decision([allow('b'), deny('c')], 'a')).toBe('noStatement');
  });

  it('is to refuse whatever is denied, in whichever order, however often it is allowed', () => {
    expect(decision([allow('*'), deny('a'), allow('a')], 'a')).toBe('explicitDeny');
    expect(decision([deny('*')], 'a')).toBe('explicitDeny');
    expect(decision([deny('b'), allow('*')], 'a')).toBe('allowed');
  });

  it('is made at once on a pattern that could match in very many ways', () => {
    expect(decision([allow(`${'*a'.repeat(100)}b`)], 'a'.repeat(1_000))).toBe('noStatement');
  });
});
