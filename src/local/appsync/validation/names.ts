import { Kind, type ASTNode } from 'graphql';

/** The name that a node has, is, or refers to; empty when there is none. */
export const nameOf = (node: ASTNode | undefined): string => {
  if (node === undefined) return '';
  if (node.kind === Kind.NAME) return node.value;
  if (node.kind === Kind.VARIABLE_DEFINITION) return node.variable.name.value;
  return 'name' in node && node.name !== undefined ? node.name.value : '';
};
