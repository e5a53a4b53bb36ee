import { Kind, visit, type ASTNode, type DocumentNode } from 'graphql';

/** Where each node of a document stands: the names of the fields around it, and of its fragment. */
export const queryPaths = (document: DocumentNode): ReadonlyMap<ASTNode, string> => {
  const paths = new Map<ASTNode, string>();
  const names: string[] = [];
  const isNamed = (node: ASTNode) => node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION) names.push(node.name.value);
      paths.set(node, names.join('/'));
    },
    leave: (node) => {
      if (isNamed(node)) names.pop();
    },
  });
  return paths;
};
