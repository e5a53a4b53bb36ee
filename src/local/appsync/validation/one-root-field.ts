import { OperationTypeNode, type ASTVisitor, type ValidationContext } from 'graphql';
import { fragmentsOf, writtenFields } from '../selections.ts';
import { ValidationError } from './reported.ts';

/**
 * A subscription has one root field, and no meta-field. graphql-java counts what is written; graphql-js's own rule
 * asks `@skip` and `@include`, and throws where they need a variable, because a validator has no values.
 */
export const oneRootField = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition: ({ operation, selectionSet }) => {
    if (operation !== OperationTypeNode.SUBSCRIPTION) return;
    const fields = [...writtenFields([selectionSet], fragmentsOf(context.getDocument())).values()].flatMap(
      ([field]) => field ?? [],
    );
    const [extra] = [...fields.slice(1), ...fields.filter(({ name }) => name.value.startsWith('__'))];
    if (extra === undefined) return;
    const text = 'Subscription operation must have exactly one root field';
    context.reportError(new ValidationError({ type: 'SubscriptionMultipleRootFields', text, nodes: [extra] }));
  },
});
