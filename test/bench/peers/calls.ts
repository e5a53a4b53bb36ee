import { restEvent } from '../../support/rest-event.ts';
import { productId as id } from '../stub/items.ts';
import { calls, type Operation } from '../warm/calls.ts';
import type { Peer } from './build.ts';

const fields = '{ id name description createDate lastUpdateDate version }';

const documents: Readonly<Record<Operation, string>> = {
  get: `query ($id: ID!) { getProduct(id: $id) ${fields} }`,
  create: `mutation ($input: CreateProductInput!) { createProduct(input: $input) ${fields} }`,
  update: `mutation ($input: UpdateProductInput!) { updateProduct(input: $input) ${fields} }`,
  delete: `mutation ($input: DeleteProductInput!) { deleteProduct(input: $input) ${fields} }`,
  list: `query { listProducts { items ${fields} nextToken } }`,
  'list of 100': `query { listProducts(limit: 100) { items ${fields} nextToken } }`,
};

/** The event of an operation as the peer takes it: some GraphQL servers read the document out of an HTTP request. */
export const eventFor = ({ name, door }: Peer, operation: Operation): unknown => {
  if (door === 'rest') return calls.rest[operation];
  const event = calls.graphql[operation];
  if (name === 'powertools-appsync') return appSyncEvent(event);
  const body = { query: documents[operation], variables: 'input' in event.arguments ? event.arguments : { id } };
  const headers = { 'content-type': 'application/json', host: 'api' };
  const request = restEvent({ method: 'POST', resource: '/graphql', headers, body });
  return { ...request, version: undefined };
};

/** What AppSync sends to a function without a resolver of one's own. */
const appSyncEvent = (event: (typeof calls)['graphql'][Operation]) => {
  const { parentTypeName, fieldName, selectionSetList } = event;
  const info = { parentTypeName, fieldName, selectionSetList, selectionSetGraphQL: fields, variables: {} };
  return {
    arguments: event.arguments,
    identity: event.identity,
    source: null,
    request: { headers: { host: 'api' }, domainName: null },
    prev: null,
    info,
    stash: {},
  };
};
