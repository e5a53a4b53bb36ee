import * as z from 'zod/mini';
import { absent, edited, replaced, smithy, type Cut } from './cut.ts';

/**
 * What no AWS client in a Lambda function needs: its credentials, its region and its settings come from environment
 * variables; it has no home directory, no instance metadata, and a Node.js with a SHA-256 of its own.
 */
export const leftOutOnLambda: readonly Cut[] = [
  replaced(
    '@aws-sdk/credential-provider-node/dist-es/index.js',
    // They stay the same as long as the process lives.
    `import { fromEnv } from '@aws-sdk/credential-provider-env';
    import { memoize } from '@smithy/core/config';
    export const defaultProvider = (init) => memoize(fromEnv(init));`,
  ),
  replaced(
    `${smithy}/config/node-config-provider/fromSharedConfigFiles.js`,
    `import { CredentialsProviderError } from '../property-provider/CredentialsProviderError';
    export const fromSharedConfigFiles = () => async () => {
      throw new CredentialsProviderError('A Lambda function has no shared configuration files.');
    };`,
  ),
  replaced(
    `${smithy}/config/config-resolver/regionConfig/getInstanceMetadataRegion.js`,
    'export const getInstanceMetadataRegion = async () => undefined;',
  ),
  absent(`${smithy}/checksum/sha256/Sha256Js.js`, 'Sha256Js'),
  // These two would have Node.js load its Web Crypto and its Web Streams on the first call.
  replaced(
    `${smithy}/serde/uuid/v4.js`,
    `import { randomUUID } from 'node:crypto';
    export const bindV4 = () => () => randomUUID();`,
  ),
  replaced(
    `${smithy}/serde/util-stream/stream-type-check.js`,
    'export const isReadableStream = () => false, isBlob = () => false;',
  ),
  // It copies input and output of each call, a page item by item, for a logger that nobody has set.
  edited('@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js', [
    /clientStack\.add\(loggerMiddleware\(\), loggerMiddlewareOptions\);/,
    () => '',
  ]),
  // Regions that the expression of their partition matches need no name.
  edited('@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js', [
    /\{[^]*\}/,
    (json) => JSON.stringify(withoutKnownRegions(JSON.parse(json))),
  ]),
];

/** What a client has no use for that calls item operations of DynamoDB, with a retry strategy of its own. */
export const leftOutOfDynamoDb: readonly Cut[] = [
  replaced(
    '@aws-sdk/middleware-endpoint-discovery/dist-es/index.js',
    `export { NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS } from './configurations';
    export const resolveEndpointDiscoveryConfig = (config) => config;`,
  ),
  absent('@aws-sdk/client-dynamodb/dist-es/commands/DescribeEndpointsCommand.js', 'DescribeEndpointsCommand'),
  replaced(
    `${smithy}/event-streams/index.js`,
    'export const EventStreamSerde = undefined, eventStreamSerdeProvider = undefined;',
  ),
  absent(`${smithy}/retry/util-retry/StandardRetryStrategy.js`, 'StandardRetryStrategy'),
  absent(`${smithy}/retry/util-retry/AdaptiveRetryStrategy.js`, 'AdaptiveRetryStrategy'),
  // The whole manifest would be in the bundle, for the version that the user agent names.
  edited('@aws-sdk/client-dynamodb/package.json', [/^[^]*("version": "[^"]+")[^]*$/, (_, version) => `{${version}}`]),
  edited('@aws-sdk/client-dynamodb/dist-es/schemas/schemas_0.js', [
    /^export var (\w+)\$ = \[-3, n0,[^;]*;\nn0_registry\.registerError\(\1\$, \1\);$/gm,
    (schema, name) => (modelledErrors.has(name ?? '') ? schema : ''),
  ]),
];

/**
 * The errors of DynamoDB that stay classes, for what they carry: one its item, the other that it may be retried. All
 * others come as a `DynamoDBServiceException` with their own name, which is what the SDK and we go by.
 */
export const modelledErrors: ReadonlySet<string> = new Set([
  'ConditionalCheckFailedException',
  'ReplicatedWriteConflictException',
]);

const partitionsInfo = z.looseObject({
  partitions: z.array(z.looseObject({ regionRegex: z.string(), regions: z.record(z.string(), z.unknown()) })),
});

const withoutKnownRegions = (json: unknown) => {
  const { partitions, ...others } = partitionsInfo.parse(json);
  return {
    ...others,
    partitions: partitions.map(({ regions, ...partition }) => {
      // eslint-disable-next-line security/detect-non-literal-regexp -- the SDK's own expression, at build time
      const known = new RegExp(partition.regionRegex);
      const unmatched = Object.keys(regions).filter((region) => !known.test(region));
      return { ...partition, regions: Object.fromEntries(unmatched.map((region) => [region, {}])) };
    }),
  };
};
