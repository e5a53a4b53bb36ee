import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type GetCommandInput,
  type PutCommandInput,
  type QueryCommandInput,
  type QueryCommandOutput,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item } from './product-item.ts';
import { failureOf } from './store-failure.ts';
import { productTable } from './table.ts';

/** What came of a conditional write. */
export type Written =
  | { readonly applied: true; readonly attributes: Item | undefined }
  | {
      readonly applied: false;
      /** The item that the condition did not hold for, undefined when there is none. */
      readonly found: Item | undefined;
      /** Whether an earlier attempt of the same call had no answer: it may have been applied before this refusal. */
      readonly repeated: boolean;
    };

/** The four calls that a use case makes. Each throws `SERVICE_UNAVAILABLE`, or what is a fault of ours. */
export interface Store {
  get(id: string): Promise<Item | undefined>;
  query(input: Omit<QueryCommandInput, 'TableName'>): Promise<QueryCommandOutput>;
  put(input: Omit<PutCommandInput, 'TableName'>): Promise<Written>;
  update(id: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>): Promise<Written>;
}

/** The store for one use case, whose calls end with the signal. */
export const createStore = (client: DynamoDBDocumentClient, tableName: string, abortSignal: AbortSignal): Store => {
  const options = { abortSignal };

  const get = async (id: string): Promise<Item | undefined> => {
    const input: GetCommandInput = {
      TableName: tableName,
      Key: { [productTable.partitionKey]: id },
      ConsistentRead: true,
    };
    return (await client.send(new GetCommand(input), options).catch(failureOf)).Item;
  };

  const written = async (id: string, send: () => Promise<{ Attributes?: Item | undefined }>): Promise<Written> => {
    try {
      return { applied: true, attributes: (await send()).Attributes };
    } catch (thrown) {
      if (!(thrown instanceof ConditionalCheckFailedException)) return failureOf(thrown);
      const repeated = (thrown.$metadata.attempts ?? 1) > 1;
      // Not every engine returns the item.
      const found = thrown.Item === undefined ? await get(id) : unmarshall(thrown.Item);
      return { applied: false, found, repeated };
    }
  };

  return {
    get,
    query: (input) => client.send(new QueryCommand({ TableName: tableName, ...input }), options).catch(failureOf),
    put: (input) =>
      written(String(input.Item?.[productTable.partitionKey]), () =>
        client.send(new PutCommand({ TableName: tableName, ...conditional, ...input }), options),
      ),
    update: (id, input) =>
      written(id, () => {
        const key = { [productTable.partitionKey]: id };
        return client.send(new UpdateCommand({ TableName: tableName, Key: key, ...conditional, ...input }), options);
      }),
  };
};

const conditional = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
