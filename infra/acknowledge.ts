import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says beside a construct why it breaks rules of the audit packs (`audit.ts`). A rule that asks the same in several
 * packs has an id in each.
 */
export const acknowledge = (construct: IConstruct, reason: string, ...ids: string[]): void =>
  Validations.of(construct).acknowledge(...ids.map((id) => ({ id, reason })));

/** The same for resources with a wildcard in a policy: each is a finding of its own. */
export const acknowledgeWildcards = (construct: IConstruct, reason: string, resources: readonly string[]): void =>
  acknowledge(
    construct,
    reason,
    ...resources.map((resource) => `AwsSolutions-IAM5[Resource::${flat(Stack.of(construct).resolve(resource))}]`),
  );

/** References as the rule's findings write them: `<LogicalId>` and `<LogicalId.Attribute>`. */
const flat = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, operand] = []] = Object.entries(value);
  if (!Array.isArray(operand)) return `<${String(operand)}>`;
  if (name === 'Fn::Join') return joined(operand);
  return `<${operand.join('.')}>`;
};

const joined = ([, parts]: readonly unknown[]): string => (Array.isArray(parts) ? parts.map(flat).join('') : '');
