import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import type { TopLevelField } from './policies.ts';

/** What on AWS comes from the deployment: here it is fixed. */
export const deployment = {
  region: 'us-east-1',
  accountId: '000000000000',
  restApiId: 'local0rest',
  stage: 'local',
  graphqlApiId: 'local0graphql',
} as const;

/** As the stack gives the functions. */
export const functionSettings = { timeoutMs: 10_000, memoryMb: 512 } as const;

/** As the stack gives the GraphQL API of a stage where clients may ask for the schema, as they may here. */
export const graphqlLimits = { queryDepthLimit: 20, resolverCountLimit: 25 } as const;

/** The text of the schema with what AppSync adds to every schema. */
export const readSchema = (root: string): string =>
  ['schema.graphql', 'src/adapters/primary/graphql/appsync-builtins.graphql']
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');

/** The top-level fields of a schema. */
export const topLevelFields = (schema: string): TopLevelField[] => {
  const built = buildSchema(schema);
  return [built.getQueryType(), built.getMutationType(), built.getSubscriptionType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((field) => ({ parentType: type?.name ?? '', field })),
  );
};
