import { GraphQLError, type ASTNode, type ValidationContext, type ValidationRule } from 'graphql';

/** What a rule found, in graphql-java's terms: a member of its `ValidationErrorType` and what it says. */
export interface Finding {
  readonly type: string;
  readonly text: string;
  /** What the error is about, the first of which has the path that is told. */
  readonly nodes: readonly ASTNode[];
  /** Whether the path ends around that node, not at it. */
  readonly around?: boolean;
}

/** Raised by rules; the document's paths are added once it has been looked at as a whole. */
export class ValidationError extends GraphQLError {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(`Validation error of type ${finding.type}: ${finding.text}`, { nodes: finding.nodes });
    this.finding = finding;
  }
}

/** One of graphql-js's rules, its errors told as findings. */
export const reworded =
  (rule: ValidationRule, finding: (nodes: readonly ASTNode[], context: ValidationContext) => Finding): ValidationRule =>
  (context) =>
    rule(
      Object.create(context, {
        reportError: {
          value: ({ nodes = [] }: GraphQLError) => context.reportError(new ValidationError(finding(nodes, context))),
        },
      }),
    );
