import {
  isLeafType,
  isRequiredArgument,
  getNamedType,
  type ASTNode,
  type ASTVisitor,
  type FieldNode,
  type ValidationContext,
} from 'graphql';
import { javaTypeName } from './java-text.ts';
import { argumentFault } from './literals.ts';
import { ValidationError } from './reported.ts';

const report = (context: ValidationContext, type: string, text: string, node: ASTNode): void =>
  context.reportError(new ValidationError({ type, text, nodes: [node] }));

/** Every argument has literals of its type. */
export const argumentsOfCorrectType = (context: ValidationContext): ASTVisitor => ({
  Argument: (node) => {
    const definition = context.getArgument();
    const fault = definition ? argumentFault(node, definition.type) : undefined;
    if (fault !== undefined) report(context, 'WrongType', fault, node);
  },
});

/** No argument that a field or directive needs is left out. */
export const requiredArguments = (context: ValidationContext): ASTVisitor => ({
  Field: (node) => {
    for (const name of missingArguments(node, context.getFieldDef()?.args ?? [])) {
      report(context, 'MissingFieldArgument', `Missing field argument ${name}`, node);
    }
  },
  Directive: (node) => {
    for (const name of missingArguments(node, context.getDirective()?.args ?? [])) {
      report(context, 'MissingDirectiveArgument', `Missing directive argument ${name}`, node);
    }
  },
});

const missingArguments = (
  node: Pick<FieldNode, 'arguments'>,
  definitions: readonly Parameters<typeof isRequiredArgument>[0][],
): string[] =>
  definitions
    .filter(isRequiredArgument)
    .map(({ name }) => name)
    .filter((name) => !node.arguments?.some((argument) => argument.name.value === name));

/** Objects are selected from, scalars and enums are not. */
export const scalarLeaves = (context: ValidationContext): ASTVisitor => ({
  Field: (node) => {
    const type = context.getType();
    if (!type) return;
    const name = node.name.value;
    const isLeaf = isLeafType(getNamedType(type));
    if (isLeaf && node.selectionSet) {
      const text = `Sub selection not allowed on leaf type ${javaTypeName(type)} of field ${name}`;
      report(context, 'SubSelectionNotAllowed', text, node);
    } else if (!isLeaf && !node.selectionSet) {
      const text = `Sub selection required for type ${javaTypeName(type)} of field ${name}`;
      report(context, 'SubSelectionRequired', text, node);
    }
  },
});

/** What an API without introspection looks like: `__typename` stays. */
export const noIntrospection = (context: ValidationContext): ASTVisitor => ({
  Field: (node) => {
    const name = node.name.value;
    if (name !== '__schema' && name !== '__type') return;
    const text = `Field '${name}' in type '${context.getParentType()?.name}' is undefined`;
    report(context, 'FieldUndefined', text, node);
  },
});
