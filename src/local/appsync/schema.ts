import { buildSchema, isScalarType, type GraphQLSchema } from 'graphql';
import { awsScalars } from './scalars/aws-scalars.ts';

/** The schema of the API. The text holds AppSync's own scalars and directives as well. */
export const buildAppSyncSchema = (text: string): GraphQLSchema => {
  const schema = buildSchema(text);
  for (const [name, coercion] of Object.entries(awsScalars)) {
    const scalar = schema.getType(name);
    if (isScalarType(scalar)) Object.assign(scalar, coercion);
  }
  return schema;
};
