import { Kind, print, type ASTNode, type FieldNode, type ValidationContext } from 'graphql';
import { nameOf } from './names.ts';
import type { Finding } from './reported.ts';

export const misplacedDirective = (nodes: readonly ASTNode[], context: ValidationContext): Finding => {
  const name = nameOf(nodes[0]);
  return context.getSchema().getDirective(name)
    ? { type: 'MisplacedDirective', text: `Directive ${name} not allowed here`, nodes }
    : { type: 'UnknownDirective', text: `Unknown directive ${name}`, nodes };
};

export const impossibleSpread = (nodes: readonly ASTNode[], context: ValidationContext): Finding => {
  const [node] = nodes;
  const fragment = node?.kind === Kind.FRAGMENT_SPREAD ? context.getFragment(node.name.value) : node;
  const condition = fragment && 'typeCondition' in fragment ? fragment.typeCondition : undefined;
  const what = node?.kind === Kind.FRAGMENT_SPREAD ? `Fragment ${node.name.value}` : 'Fragment';
  const text =
    `${what} cannot be spread here as objects of type ${context.getParentType()?.name} ` +
    `can never be of type ${condition?.name.value}`;
  return { type: 'InvalidFragmentType', text, nodes };
};

/** The nodes are the definition of the variable and its use. */
export const variableMismatch = (nodes: readonly ASTNode[], context: ValidationContext): Finding => {
  const [definition, use] = nodes;
  const found = definition?.kind === Kind.VARIABLE_DEFINITION ? print(definition.type) : '';
  const expected = context
    .getDocument()
    .definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .flatMap((operation) => context.getRecursiveVariableUsages(operation))
    .find(({ node }) => node === use)?.type;
  const text = `Variable type '${found}' doesn't match expected type '${String(expected)}'`;
  return { type: 'VariableTypeMismatch', text, nodes: use === undefined ? [] : [use] };
};

/** The nodes are two halves, each from the fields that are merged down to those that differ. */
export const fieldsConflict = (nodes: readonly ASTNode[]): Finding => {
  const differing = [nodes[nodes.length / 2 - 1], nodes[nodes.length - 1]].filter((node) => node?.kind === Kind.FIELD);
  const [one, other] = differing;
  const text = one !== undefined && other !== undefined ? difference(one, other) : '';
  return { type: 'FieldsConflict', text, nodes: differing, around: true };
};

const difference = (one: FieldNode, other: FieldNode): string => {
  const key = (one.alias ?? one.name).value;
  if (one.name.value !== other.name.value) {
    return `${key}: ${one.name.value} and ${other.name.value} are different fields`;
  }
  const what = argumentsText(one) === argumentsText(other) ? 'return differing types' : 'have differing arguments';
  return `${key}: they ${what}`;
};

const argumentsText = (field: FieldNode): string => (field.arguments ?? []).map(print).sort().join();
