import { deployment } from './deployment.ts';
import type { Principal } from './principals.ts';
import type { LocalServer } from './server.ts';
import type { TableStream } from './store/stream.ts';

type Served = Pick<LocalServer, 'restUrl' | 'graphqlUrl' | 'realtimeUrl' | 'principals'>;

/** For scripts: where to call, and with which keys, in one line of JSON. */
export const jsonLine = ({ restUrl, graphqlUrl, realtimeUrl, principals }: Served): string => {
  const keys = principals.map(({ name, accessKeyId, secretAccessKey, sessionToken }) => [
    name,
    { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
  ]);
  const { region } = deployment;
  const urls = { rest: restUrl, graphql: graphqlUrl, realtime: realtimeUrl };
  const line = { ...urls, region, principals: Object.fromEntries(keys) };
  return `${JSON.stringify(line)}\n`;
};

/** For people: the same, with calls that work as they stand. */
export const banner = (
  served: Served,
  { store, feed }: { readonly store: string; readonly feed: string },
  milliseconds: number,
): string => `
Product Catalogue is ready (${milliseconds} ms).

  REST     ${served.restUrl}/products
  GraphQL  ${served.graphqlUrl}
  Feed     ${feed}
  Store    ${store}

Keys
${served.principals.map(keyLine).join('\n')}

Try it
${calls(served).join('\n\n')}

Not emulated: throttling and quotas, firewall, caching, resource policies, other authorizers, CORS
preflights, traces and metrics. Signatures, policies, events, answers and errors are as on AWS.
Ctrl-C stops it.
`;

/** Where subscribers are told of changes, or why they are not. */
export const feedLine = (stream: TableStream, realtimeUrl: string): string => {
  if ('missing' in stream) return `none: ${stream.missing}`;
  return `${realtimeUrl}; npm run watch -- --as reader --port ${new URL(realtimeUrl).port}`;
};

const purposes: Readonly<Record<string, string>> = {
  writer: 'may do everything',
  reader: 'may read',
  nobody: 'may do nothing',
  session: 'a session of a role that may do everything; signs with a session token',
};

const keyLine = ({ name, accessKeyId, secretAccessKey, sessionToken }: Principal): string => {
  const token = sessionToken === undefined ? '' : `\n           token ${sessionToken}`;
  return `  ${name.padEnd(8)} ${accessKeyId}:${secretAccessKey}  ${purposes[name] ?? ''}${token}`;
};

/** Signed calls for a shell. */
export const calls = ({ restUrl, graphqlUrl, principals }: Omit<Served, 'realtimeUrl'>): string[] => {
  const writer = principals.find(({ name }) => name === 'writer');
  const keys = `${writer?.accessKeyId}:${writer?.secretAccessKey}`;
  const curl = (service: string): string =>
    `  curl --aws-sigv4 "aws:amz:${deployment.region}:${service}" --user "${keys}"`;
  const query = JSON.stringify({ query: '{ listProducts(limit: 5) { items { id name version } nextToken } }' });
  return [
    `${curl('execute-api')} \\\n    -H "Content-Type: application/json" -d '{"name":"Chair","description":"Oak"}' \\\n    ${restUrl}/products`,
    `${curl('execute-api')} \\\n    "${restUrl}/products?pageSize=5"`,
    `${curl('appsync')} \\\n    -H "Content-Type: application/json" -d '${query}' \\\n    ${graphqlUrl}`,
  ];
};
