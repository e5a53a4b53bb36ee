import {
  ExecutableDefinitionsRule,
  FieldsOnCorrectTypeRule,
  FragmentsOnCompositeTypesRule,
  KnownArgumentNamesRule,
  KnownDirectivesRule,
  KnownFragmentNamesRule,
  KnownTypeNamesRule,
  LoneAnonymousOperationRule,
  NoFragmentCyclesRule,
  NoUndefinedVariablesRule,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  OverlappingFieldsCanBeMergedRule,
  PossibleFragmentSpreadsRule,
  UniqueArgumentNamesRule,
  UniqueDirectivesPerLocationRule,
  UniqueFragmentNamesRule,
  UniqueInputFieldNamesRule,
  UniqueOperationNamesRule,
  UniqueVariableNamesRule,
  VariablesAreInputTypesRule,
  VariablesInAllowedPositionRule,
  type ASTNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { defaultValues } from './default-values.ts';
import { argumentsOfCorrectType, requiredArguments, scalarLeaves } from './field-rules.ts';
import { fieldsConflict, impossibleSpread, misplacedDirective, variableMismatch } from './findings.ts';
import { nameOf } from './names.ts';
import { oneRootField } from './one-root-field.ts';
import { reworded, type Finding } from './reported.ts';

/** A rule whose errors need no more than the name of what they are about. */
const named = (rule: ValidationRule, type: string, text: (name: string) => string): ValidationRule =>
  reworded(rule, ([node]) => finding(type, text(nameOf(node)), node));

const finding = (type: string, text: string, node: ASTNode | undefined): Finding => ({
  type,
  text,
  nodes: node === undefined ? [] : [node],
});

const onlyOne = (rule: ValidationRule, type: string, kind: string): ValidationRule =>
  named(rule, type, (name) => `There can be only one ${kind} named '${name}'`);

const unknownField = ([node]: readonly ASTNode[], context: ValidationContext): Finding =>
  finding('FieldUndefined', `Field '${nameOf(node)}' in type '${context.getParentType()?.name}' is undefined`, node);

const unusedFragment = ([node]: readonly ASTNode[]): Finding => ({
  ...finding('UnusedFragment', `Unused fragment ${nameOf(node)}`, node),
  around: true,
});

const unknownArgument = ([node]: readonly ASTNode[], context: ValidationContext): Finding =>
  context.getDirective()
    ? finding('UnknownDirective', `Unknown directive argument ${nameOf(node)}`, node)
    : finding('UnknownArgument', `Unknown field argument ${nameOf(node)}`, node);

/**
 * What AppSync validates a document by: the rules of the GraphQL specification, in the order and the words of
 * graphql-java, an old version of which is AppSync's engine.
 */
export const rules: readonly ValidationRule[] = [
  named(ExecutableDefinitionsRule, 'NonExecutableDefinition', (name) => `Type '${name}' definition is not executable`),
  argumentsOfCorrectType,
  reworded(FieldsOnCorrectTypeRule, unknownField),
  named(
    FragmentsOnCompositeTypesRule,
    'InlineFragmentTypeConditionInvalid',
    () => 'Fragment type condition is invalid, must be on Object/Interface/Union',
  ),
  reworded(KnownArgumentNamesRule, unknownArgument),
  reworded(KnownDirectivesRule, misplacedDirective),
  named(KnownFragmentNamesRule, 'UndefinedFragment', (name) => `Undefined fragment ${name}`),
  named(KnownTypeNamesRule, 'UnknownType', (name) => `Unknown type ${name}`),
  named(NoFragmentCyclesRule, 'FragmentCycle', () => 'Fragment cycles not allowed'),
  named(NoUndefinedVariablesRule, 'UndefinedVariable', (name) => `Undefined variable ${name}`),
  reworded(NoUnusedFragmentsRule, unusedFragment),
  named(NoUnusedVariablesRule, 'UnusedVariable', (name) => `Unused variable ${name}`),
  reworded(OverlappingFieldsCanBeMergedRule, fieldsConflict),
  reworded(PossibleFragmentSpreadsRule, impossibleSpread),
  requiredArguments,
  scalarLeaves,
  defaultValues,
  named(VariablesAreInputTypesRule, 'NonInputTypeOnVariable', () => 'Wrong type for a variable'),
  reworded(VariablesInAllowedPositionRule, variableMismatch),
  named(
    LoneAnonymousOperationRule,
    'LoneAnonymousOperationViolation',
    () => 'Anonymous operation with other operations.',
  ),
  onlyOne(UniqueOperationNamesRule, 'DuplicateOperationName', 'operation'),
  onlyOne(UniqueFragmentNamesRule, 'DuplicateFragmentName', 'fragment'),
  onlyOne(UniqueDirectivesPerLocationRule, 'DuplicateDirectiveName', 'directive'),
  onlyOne(UniqueArgumentNamesRule, 'DuplicateArgumentNames', 'argument'),
  onlyOne(UniqueVariableNamesRule, 'DuplicateVariableName', 'variable'),
  onlyOne(UniqueInputFieldNamesRule, 'UniqueObjectFieldName', 'field'),
  oneRootField,
];
