import * as z from 'zod/mini';
import type { TestStore } from '../engines.ts';
import { startTestServer } from '../local-server.ts';
import type { WayIn } from '../products-api.ts';
import { principalNamed, signedFetch } from '../signed-fetch.ts';
import { graphqlApi, type FieldRequest, type FieldResponse } from './graphql-api.ts';

const product = 'id name description createDate lastUpdateDate version';
const documents: Readonly<Record<string, string>> = {
  getProduct: `query ($id: ID!) { getProduct(id: $id) { ${product} } }`,
  listProducts: `query ($limit: Int, $nextToken: String) {
    listProducts(limit: $limit, nextToken: $nextToken) { items { ${product} } nextToken } }`,
  createProduct: `mutation ($input: CreateProductInput!) { createProduct(input: $input) { ${product} } }`,
  updateProduct: `mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { ${product} } }`,
  deleteProduct: `mutation ($input: DeleteProductInput!) { deleteProduct(input: $input) { ${product} } }`,
};

const error = z.object({ errorType: z.string(), message: z.string(), errorInfo: z.unknown() });
const answer = z.object({ data: z.record(z.string(), z.unknown()), errors: z.optional(z.array(error)) });

/** Signed requests over HTTP to the GraphQL API of the local server, down to a DynamoDB engine. */
export const startLocalGraphql = async (store: TestStore): Promise<WayIn> => {
  const { graphqlUrl, principals, time, close } = await startTestServer(store);
  const send = async ({ field, args, as }: FieldRequest): Promise<FieldResponse> => {
    const name = field.split('.')[1] ?? '';
    const post = signedFetch(principalNamed(principals, as), 'appsync');
    const body = JSON.stringify({ query: documents[name], variables: args });
    const response = await post(graphqlUrl, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    const { data, errors } = answer.parse(await response.json());
    return errors?.[0] ?? { data: data[name] };
  };
  return { api: graphqlApi(send), advance: time.advance, close };
};
