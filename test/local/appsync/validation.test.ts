import { startTable } from './harness.ts';

const schema = `
  type Query { pet(id: ID!, born: AWSDateTime, size: Size, filter: Filter, ids: [Int!]): Pet pets: [Pet] owner: Owner count: Int }
  type Pet { id: ID! name: String owner: Owner age(in: String): Int }
  type Owner { name: String age: String }
  type Subscription { hatched: Int sold: Int }
  enum Size { BIG SMALL }
  input Filter { name: String! range: Range tags: [String] }
  input Range { from: AWSDateTime! }
`;

const errorsOf = async (query: string): Promise<string[]> => {
  const { status, data, errors } = await startTable(schema, {}).query(query);
  expect({ status, data }).toEqual({ status: 200, data: null });
  return errors.map(({ message }) => message);
};

// One fault a document, and graphql-java's words for it.
const faults: Record<string, string> = {
  '{ x }': "FieldUndefined: Field 'x' in type 'Query' is undefined @ 'x'",
  '{ pet(id: 1) { owner { x } } }': "FieldUndefined: Field 'x' in type 'Owner' is undefined @ 'pet/owner/x'",
  '{ a: pet(id: 1) { b: x } }': "FieldUndefined: Field 'x' in type 'Pet' is undefined @ 'pet/x'",
  '{ pet(id: 1) { ...F } } fragment F on Pet { x }': "FieldUndefined: Field 'x' in type 'Pet' is undefined @ 'F/x'",
  '{ pet(id: 1, x: 2) { id } }': "UnknownArgument: Unknown field argument x @ 'pet'",
  '{ count @skip(if: true, x: 1) }': "UnknownDirective: Unknown directive argument x @ 'count'",
  '{ pet { id } }': "MissingFieldArgument: Missing field argument id @ 'pet'",
  '{ count @skip }': "MissingDirectiveArgument: Missing directive argument if @ 'count'",
  '{ pet(id: 1) }': "SubSelectionRequired: Sub selection required for type Pet of field pet @ 'pet'",
  '{ pets }': "SubSelectionRequired: Sub selection required for type null of field pets @ 'pets'",
  '{ count { x } }': "SubSelectionNotAllowed: Sub selection not allowed on leaf type Int of field count @ 'count'",
  '{ count @x }': "UnknownDirective: Unknown directive x @ 'count'",
  '{ count @aws_iam }': "MisplacedDirective: Directive aws_iam not allowed here @ 'count'",
  '{ ...F }': 'UndefinedFragment: Undefined fragment F',
  'subscription { ...toString }': 'UndefinedFragment: Undefined fragment toString',
  '{ ... on X { count } }': 'UnknownType: Unknown type X',
  'query ($x: X) { pet(id: $x) { id } }': 'UnknownType: Unknown type X',
  '{ ... on Size { count } }':
    'InlineFragmentTypeConditionInvalid: Fragment type condition is invalid, must be on Object/Interface/Union',
  '{ ... on Pet { id } }':
    'InvalidFragmentType: Fragment cannot be spread here as objects of type Query can never be of type Pet',
  '{ ...F } fragment F on Pet { id }':
    'InvalidFragmentType: Fragment F cannot be spread here as objects of type Query can never be of type Pet',
  '{ count } fragment F on Pet { id }': 'UnusedFragment: Unused fragment F',
  '{ pet(id: 1) { ...F } } fragment F on Pet { id ...F }': "FragmentCycle: Fragment cycles not allowed @ 'F'",
  '{ pet(id: $x) { id } }': "UndefinedVariable: Undefined variable x @ 'pet'",
  'query ($x: Int) { count }': 'UnusedVariable: Unused variable x',
  'query ($x: Pet) { pet(id: 1) { age(in: $x) } }': 'NonInputTypeOnVariable: Wrong type for a variable',
  'query ($x: String!) { pet(id: $x) { id } }':
    "VariableTypeMismatch: Variable type 'String!' doesn't match expected type 'ID!' @ 'pet'",
  'query ($x: Int = "a") { pet(id: 1, ids: [$x]) { id } }':
    "BadValueForDefaultArg: Bad default value StringValue{value='a'} for type Int",
  '{ a: count a: pets { id } }': 'FieldsConflict: a: count and pets are different fields',
  '{ pet(id: 1) { id } pet(id: 2) { id } }': 'FieldsConflict: pet: they have differing arguments',
  '{ pet(id: 1) { n: id n: name } }': "FieldsConflict: n: id and name are different fields @ 'pet'",
  '{ pet(id: 1) { id owner { n: name } } ...F } fragment F on Query { pet(id: 1) { owner { n: age } } }':
    "FieldsConflict: n: name and age are different fields @ 'pet/owner'",
  '{ count(x: 1, x: 2) }': "UnknownArgument: Unknown field argument x @ 'count'",
  'query ($x: ID!, $x: ID!) { pet(id: $x) { id } }': "DuplicateVariableName: There can be only one variable named 'x'",
  '{ pet(id: 1, id: 1) { id } }': "DuplicateArgumentNames: There can be only one argument named 'id' @ 'pet'",
  '{ ...F } fragment F on Query { count } fragment F on Query { count }':
    "DuplicateFragmentName: There can be only one fragment named 'F' @ 'F'",
  '{ pet(id: 1, filter: { name: "a", name: "b" }) { id } }':
    "UniqueObjectFieldName: There can be only one field named 'name' @ 'pet'",
  'subscription { hatched @skip }': "MissingDirectiveArgument: Missing directive argument if @ 'hatched'",
  'subscription { hatched ...F } fragment F on Subscription { sold @include(if: false) }':
    "SubscriptionMultipleRootFields: Subscription operation must have exactly one root field @ 'F/sold'",
  'subscription { __typename }':
    "SubscriptionMultipleRootFields: Subscription operation must have exactly one root field @ '__typename'",
  'type X { id: ID } query A { count }': "NonExecutableDefinition: Type 'X' definition is not executable",
};

// One wrong literal a document, each for the same field.
const literals: Record<string, string> = {
  'id: null': "argument 'id' with value 'NullValue{}' must not be null",
  'id: 1.5': "argument 'id' with value 'FloatValue{value=1.5}' is not a valid 'ID'",
  'id: 1, born: "2019"': "argument 'born' with value 'StringValue{value='2019'}' is not a valid 'AWSDateTime'",
  'id: 1, size: "BIG"': "argument 'size' with value 'StringValue{value='BIG'}' is not a valid 'Size'",
  'id: 1, size: HUGE': "argument 'size' with value 'EnumValue{name='HUGE'}' is not a valid 'Size'",
  'id: 1, ids: [1, true]': "argument 'ids[1]' with value 'BooleanValue{value=true}' is not a valid 'Int'",
  'id: 1, ids: [1, null]': "argument 'ids[1]' with value 'NullValue{}' must not be null",
  'id: 1, filter: 1': "argument 'filter' with value 'IntValue{value=1}' must be an object type",
  'id: 1, filter: {}':
    "argument 'filter' with value 'ObjectValue{objectFields=[]}' is missing required fields '[name]'",
  'id: 1, filter: { name: "a", x: [1] }':
    "argument 'filter' with value 'ObjectValue{objectFields=[ObjectField{name='name', value=StringValue{value='a'}}, " +
    "ObjectField{name='x', value=ArrayValue{values=[IntValue{value=1}]}}]}' contains a field not in 'Filter': 'x'",
  'id: 1, filter: { name: "a", range: { from: "2019" } }':
    "argument 'filter.range.from' with value 'StringValue{value='2019'}' is not a valid 'AWSDateTime'",
};

describe('a document', () => {
  it.each(Object.keys(faults))('is refused: %s', async (query) => {
    const messages = await errorsOf(query);
    expect(messages).toContain(`Validation error of type ${faults[query]}`);
  });

  it.each(Object.keys(literals))('is refused for the literal in (%s)', async (args) => {
    expect(await errorsOf(`{ pet(${args}) { id } }`)).toEqual([
      `Validation error of type WrongType: ${literals[args]} @ 'pet'`,
    ]);
  });

  it('is told every fault, each where it is, without a type of the error', async () => {
    const { errors } = await startTable(schema, {}).query('{\n  x\n  count(y: 1)\n}');
    expect(errors).toEqual([
      {
        path: null,
        locations: [{ line: 2, column: 3, sourceName: null }],
        message: "Validation error of type FieldUndefined: Field 'x' in type 'Query' is undefined @ 'x'",
      },
      {
        path: null,
        locations: [{ line: 3, column: 9, sourceName: null }],
        message: "Validation error of type UnknownArgument: Unknown field argument y @ 'count'",
      },
    ]);
  });

  it.each([
    ['{ count } query A { count }', 'LoneAnonymousOperationViolation: Anonymous operation with other operations.'],
    ['query A { count } query A { count }', "DuplicateOperationName: There can be only one operation named 'A'"],
  ])('with several operations is refused: %s', async (query, message) => {
    const answer = await startTable(schema, {}).call({ body: JSON.stringify({ query, operationName: 'A' }) });
    expect(answer).toMatchObject({ data: null, errors: [{ message: `Validation error of type ${message}` }] });
  });

  it('of a kind that the schema has no type for is refused', async () => {
    expect(await errorsOf('mutation { x }')).toEqual(['Schema is not configured for mutations.']);
  });
});
