import { writeSync } from 'node:fs';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoDbClient } from '../../../src/adapters/secondary/dynamodb/client.ts';
import { newItem } from '../../../src/adapters/secondary/dynamodb/product-item.ts';
import { newProduct } from '../../../src/domain/product.ts';
import { randomId } from '../../../src/main/system.ts';
import { content } from '../stub/items.ts';
import { load } from './load.ts';

/*
 * `node direct.js <endpoint> <table> <connections> <seconds>`: how many requests a second the store answers when the SDK
 * asks it directly, by turns for one product and to take a new one: the same two requests as the local server makes.
 */
const [endpoint = '', TableName = '', connections = '', seconds = ''] = process.argv.slice(2);
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const itemOf = (id: string) => ({ ...newItem(newProduct(content, id, new Date()), 'f'.repeat(64), randomId(), '0') });

const measure = async (): Promise<number> => {
  const client = createDynamoDbClient({ endpoint, region: 'us-east-1', credentials });
  const id = randomId();
  await client.send(new PutCommand({ TableName, Item: itemOf(id) }));
  const creation = () =>
    new PutCommand({
      TableName,
      Item: itemOf(randomId()),
      ConditionExpression: 'attribute_not_exists(#id)',
      ExpressionAttributeNames: { '#id': 'id' },
    });
  let turn = 0;
  const work = async (): Promise<boolean> => {
    await (turn++ % 2 === 0
      ? client.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }))
      : client.send(creation()));
    return true;
  };
  // V8 is still optimising; the server has been at work before.
  await load(work, Number(connections), 1);
  const { errors, perSecond } = await load(work, Number(connections), Number(seconds));
  if (errors > 0) throw new Error(`${errors} requests failed.`);
  return perSecond;
};

void measure().then((perSecond) => {
  writeSync(3, JSON.stringify(perSecond));
  process.exit();
});
