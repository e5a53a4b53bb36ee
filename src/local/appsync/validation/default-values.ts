import type { ASTVisitor, ValidationContext } from 'graphql';
import { javaLiteral, javaTypeName } from './java-text.ts';
import { fits } from './literals.ts';
import { ValidationError } from './reported.ts';

/** Every default of a variable is a literal of its type. */
export const defaultValues = (context: ValidationContext): ASTVisitor => ({
  VariableDefinition: (node) => {
    const type = context.getInputType();
    if (!node.defaultValue || !type || fits(node.defaultValue, type)) return;
    const text = `Bad default value ${javaLiteral(node.defaultValue)} for type ${javaTypeName(type)}`;
    context.reportError(new ValidationError({ type: 'BadValueForDefaultArg', text, nodes: [node] }));
  },
});
