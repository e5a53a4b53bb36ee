import { randomId } from '../../../src/main/system.ts';
import type { JsonObject } from '../faults/exchange.ts';
import type { Plant } from './plants.ts';

type Write = 'creation' | 'update' | 'deletion';

const writeOf = (operation: string, input: JsonObject): Write | null => {
  if (operation === 'PutItem') return 'creation';
  if (operation !== 'UpdateItem') return null;
  return input['ReturnValues'] === 'ALL_NEW' ? 'update' : 'deletion';
};

/** A mistake in one kind of write. */
const inWrite = (write: Write, name: string, change: (input: JsonObject) => JsonObject): Plant => ({
  name: `${write}: ${name}`,
  alteration: {
    request: (operation, input) => (writeOf(operation, input) === write ? change(input) : input),
  },
});

/** A condition that is written differently. Names and values must stay in use, or DynamoDB refuses the request. */
const condition = (write: Write, name: string, from: string | RegExp, to: string): Plant =>
  inWrite(write, name, (input) => ({
    ...input,
    ConditionExpression: String(input['ConditionExpression']).replace(from, to),
  }));

const versions = / AND #version IN (\([^)]*\))/;
const anyVersion = ' AND (#version IN $1 OR attribute_exists(#id))';
const living = 'attribute_not_exists(#expiry)';
const livingOrNot = '(attribute_not_exists(#expiry) OR attribute_exists(#id))';

const mistakesInConditions: readonly Plant[] = [
  condition('creation', 'overwrites', '#expiry <=', 'attribute_exists(#id) OR #expiry <='),
  condition('creation', 'ignores the tombstone', '#expiry <=', 'attribute_exists(#expiry) OR #expiry <='),
  condition('update', 'ignores the expected version', versions, anyVersion),
  condition('update', 'ignores the tombstone', living, livingOrNot),
  condition('update', 'ignores its write id', ' AND #writeId <> :writeId', ''),
  condition('update', 'moves the date back', ' AND #lastUpdateDate <= :lastUpdateDate', ''),
  condition('deletion', 'ignores the expected version', versions, anyVersion),
  condition('deletion', 'ignores the tombstone', living, livingOrNot),
];

const mistakesInValues: readonly Plant[] = [
  inWrite('creation', 'is not listed', (input) => {
    const { catalogShard: _, ...item }: JsonObject = Object(input['Item']);
    return { ...input, Item: item };
  }),
  inWrite('update', 'does not count', (input) => increment(input, '0')),
  inWrite('update', 'counts twice', (input) => increment(input, '2')),
  inWrite('deletion', 'stays in the list', (input) => ({
    ...input,
    UpdateExpression: String(input['UpdateExpression']).replace(
      'REMOVE #shard, #position',
      ', #gone = #shard, #was = #position',
    ),
    ExpressionAttributeNames: { ...Object(input['ExpressionAttributeNames']), '#gone': 'gone', '#was': 'was' },
  })),
];

const increment = (input: JsonObject, by: string): JsonObject => ({
  ...input,
  ExpressionAttributeValues: { ...Object(input['ExpressionAttributeValues']), ':one': { N: by } },
});

const mistakesInAnswers: readonly Plant[] = [
  {
    name: 'an own write is not known again',
    alteration: {
      answer: (_, output) =>
        '__type' in output && 'Item' in output ? { ...output, Item: byAnother(output['Item']) } : output,
    },
  },
  { name: 'a read is not consistent', alteration: { answer: staleReads() } },
];

const byAnother = (item: unknown): unknown => ({ ...Object(item), writeId: { S: randomId() } });

/** Every other read of an item answers what the read before found. */
function staleReads() {
  const found = new Map<string, JsonObject>();
  let reads = 0;
  return (operation: string, output: JsonObject, input: JsonObject): JsonObject => {
    if (operation !== 'GetItem') return output;
    const key = JSON.stringify(input['Key']);
    const before = found.get(key);
    found.set(key, output);
    reads += 1;
    return before !== undefined && reads % 2 === 0 ? before : output;
  };
}

export const plantsInRequests: readonly Plant[] = [...mistakesInConditions, ...mistakesInValues, ...mistakesInAnswers];
