import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { environmentNames } from '../src/main/environment.ts';
import type { Settings } from './settings.ts';

type Variable = (typeof environmentNames)[keyof typeof environmentNames];

/** Exactly the variables that the functions read: one more, one less or another name does not compile. */
export type FunctionEnvironment = Readonly<Record<Variable, string>>;

export const functionEnvironment = (table: ITable, { catalogueShards, corsOrigin }: Settings): FunctionEnvironment => ({
  [environmentNames.tableName]: table.tableName,
  [environmentNames.catalogueShards]: String(catalogueShards),
  [environmentNames.corsOrigin]: corsOrigin ?? '',
});
