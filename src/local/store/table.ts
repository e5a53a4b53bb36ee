import { setTimeout } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  type CreateTableCommandInput,
  type StreamSpecification,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { productTable } from '../../adapters/secondary/dynamodb/table.ts';
import { UserError } from '../user-error.ts';

const { partitionKey, catalogueIndex } = productTable;

/** The stream as the stack gives it to the table. */
export const streamOn = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } satisfies StreamSpecification;

/**
 * Makes the table unless it is there, once it is gone when it is being deleted. Expiry and backups are settings of the
 * stack, not of the laptop. Throws `UserError` for a table that cannot be used and does not become so by itself.
 */
export const ensureTable = async (
  client: DynamoDBDocumentClient,
  tableName: string,
  withStream = true,
): Promise<void> => {
  let status = await statusOf(client, tableName);
  while (status !== 'ACTIVE' && status !== 'UPDATING') {
    if (status === null) {
      await client.send(new CreateTableCommand(description(tableName, withStream))).catch(unlessInUse);
    } else if (status === 'CREATING' || status === 'DELETING') {
      await setTimeout(20);
    } else {
      throw new UserError(`Table '${tableName}' is ${status}: mend that, or name another one in TABLE_NAME.`);
    }
    status = await statusOf(client, tableName);
  }
};

const statusOf = async (client: DynamoDBDocumentClient, tableName: string): Promise<string | null> => {
  try {
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
    return table?.TableStatus ?? null;
  } catch (thrown) {
    if (thrown instanceof ResourceNotFoundException) return null;
    throw thrown;
  }
};

/** The ARN of the table's stream, null where it has none. */
export const streamOf = async (client: DynamoDBDocumentClient, tableName: string): Promise<string | null> => {
  const { Table: table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  return table?.StreamSpecification?.StreamEnabled === true ? (table.LatestStreamArn ?? null) : null;
};

const unlessInUse = (thrown: unknown): void => {
  if (!(thrown instanceof ResourceInUseException)) throw thrown;
};

const description = (tableName: string, withStream: boolean): CreateTableCommandInput => ({
  TableName: tableName,
  BillingMode: 'PAY_PER_REQUEST',
  // dynalite has none, and says nothing.
  ...(withStream ? { StreamSpecification: streamOn } : {}),
  AttributeDefinitions: [partitionKey, catalogueIndex.partitionKey, catalogueIndex.sortKey].map((name) => ({
    AttributeName: name,
    AttributeType: 'S',
  })),
  KeySchema: [{ AttributeName: partitionKey, KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: catalogueIndex.name,
      KeySchema: [
        { AttributeName: catalogueIndex.partitionKey, KeyType: 'HASH' },
        { AttributeName: catalogueIndex.sortKey, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
});
