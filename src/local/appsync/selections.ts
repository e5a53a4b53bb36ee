import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  print,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isRecord } from '../record.ts';

/** What decides which selections of a document count. */
export interface Selecting {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Coerced. */
  readonly variableValues: Readonly<Record<string, unknown>>;
}

export const fragmentsOf = ({ definitions }: DocumentNode): Selecting['fragments'] =>
  Object.fromEntries(
    definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );

/**
 * The fields selected, by the keys that they have in the response: fragments expanded, each once, and without what
 * `@skip` and `@include` leave out. Throws `GraphQLError` when a variable has no value for them.
 */
export const selectedFields = (
  selectionSets: readonly SelectionSetNode[],
  { fragments, variableValues }: Selecting,
): ReadonlyMap<string, readonly FieldNode[]> =>
  writtenFields(selectionSets, fragments, (node) => isIncluded(node, variableValues));

/** The fields that are written down, by the same keys, whether or not they are left out in the end. */
export const writtenFields = (
  selectionSets: readonly SelectionSetNode[],
  fragments: Selecting['fragments'],
  counts: (node: SelectionNode) => boolean = () => true,
): ReadonlyMap<string, readonly FieldNode[]> => {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections.filter(counts)) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const known = fields.get(key);
        if (known === undefined) fields.set(key, [selection]);
        else known.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        // A document may spread what it does not define, and every object has a `toString`.
        const fragment = Object.hasOwn(fragments, selection.name.value) ? fragments[selection.name.value] : undefined;
        if (fragment !== undefined) collect(fragment.selectionSet);
      }
    }
  };
  selectionSets.forEach(collect);
  return fields;
};

const isIncluded = (node: SelectionNode, variableValues: Selecting['variableValues']): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variableValues)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variableValues)?.['if'] !== false;

/** The paths below a field, such as `items`, `items/id`: aliases in the place of names. */
export const selectionSetList = (field: readonly FieldNode[], selecting: Selecting): string[] =>
  [...selectedFields(selectionSetsOf(field), selecting)].flatMap(([key, nodes]) => [
    key,
    ...selectionSetList(nodes, selecting).map((path) => `${key}/${path}`),
  ]);

/** The selection set of a field as text, its fragments as they stand. */
export const selectionSetGraphQL = (field: readonly FieldNode[]): string => {
  const selections = selectionSetsOf(field).flatMap((selectionSet) => selectionSet.selections);
  return selections.length === 0 ? '' : print({ kind: Kind.SELECTION_SET, selections });
};

const selectionSetsOf = (field: readonly FieldNode[]): SelectionSetNode[] =>
  field.flatMap(({ selectionSet }) => selectionSet ?? []);

/** What a field selects of its value, by the names of the fields: whatever alias they are asked for under. */
export const selectedOf = (value: unknown, field: readonly FieldNode[], selecting: Selecting): unknown => {
  const selected = [...selectedFields(selectionSetsOf(field), selecting).values()];
  if (selected.length === 0) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => selectedOf(item, field, selecting));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    selected.map((nodes) => {
      const name = nodes[0]?.name.value ?? '';
      return [name, selectedOf(value[name] ?? null, nodes, selecting)];
    }),
  );
};
