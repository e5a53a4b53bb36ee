import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

/* The five operations with the same requests to DynamoDB as ours, on the SDK with its defaults, and nothing around them. */
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.TABLE_NAME;

const productOf = ({ id, name, description = null, createDate, lastUpdateDate, version }) => ({
  id,
  name,
  description,
  createDate,
  lastUpdateDate,
  version,
});

export const get = async (id) => {
  const { Item } = await client.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }));
  return Item === undefined ? null : productOf(Item);
};

export const create = async ({ name, description = null }) => {
  const at = new Date().toISOString();
  const product = { id: randomUUID(), name, description, createDate: at, lastUpdateDate: at, version: 1 };
  await client.send(
    new PutCommand({
      TableName,
      Item: {
        ...product,
        fingerprint: 'f'.repeat(64),
        writeId: randomUUID(),
        catalogShard: '0',
        catalogPosition: `${at}#${product.id}`,
      },
      ConditionExpression: 'attribute_not_exists(#id) OR #expiry <= :now',
      ExpressionAttributeNames: { '#id': 'id', '#expiry': 'expiresAt' },
      ExpressionAttributeValues: { ':now': Math.floor(Date.now() / 1000) },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  );
  return product;
};

export const update = async (id, { name }) => {
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName,
      Key: { id },
      UpdateExpression: 'SET #version = #version + :one, #writeId = :writeId, #lastUpdateDate = :date, #name = :name',
      ConditionExpression: 'attribute_exists(#id) AND attribute_not_exists(#expiry) AND #lastUpdateDate <= :date',
      ExpressionAttributeNames: {
        '#id': 'id',
        '#expiry': 'expiresAt',
        '#version': 'version',
        '#writeId': 'writeId',
        '#lastUpdateDate': 'lastUpdateDate',
        '#name': 'name',
      },
      ExpressionAttributeValues: {
        ':one': 1,
        ':writeId': randomUUID(),
        ':date': new Date().toISOString(),
        ':name': name,
      },
      ReturnValues: 'ALL_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  );
  return productOf(Attributes);
};

export const remove = async (id) => {
  const { Attributes } = await client.send(
    new UpdateCommand({
      TableName,
      Key: { id },
      UpdateExpression: 'SET #version = #version + :one, #deletedAt = :at REMOVE #shard, #position',
      ConditionExpression: 'attribute_exists(#id) AND attribute_not_exists(#expiry)',
      ExpressionAttributeNames: {
        '#id': 'id',
        '#expiry': 'expiresAt',
        '#version': 'version',
        '#deletedAt': 'deletedAt',
        '#shard': 'catalogShard',
        '#position': 'catalogPosition',
      },
      ExpressionAttributeValues: { ':one': 1, ':at': new Date().toISOString() },
      ReturnValues: 'ALL_OLD',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }),
  );
  return productOf(Attributes);
};

export const list = async (limit = 20) => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'catalog',
      KeyConditionExpression: '#shard = :shard',
      ExpressionAttributeNames: { '#shard': 'catalogShard' },
      ExpressionAttributeValues: { ':shard': '0' },
      ScanIndexForward: false,
      Limit: Number(limit) + 1,
    }),
  );
  return { products: Items.map(productOf), nextToken: null };
};
