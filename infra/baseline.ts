import { build } from 'esbuild';
import { bundleSettings } from './bundle.ts';

/** What a function would be that has nothing but the SDK with its defaults: the measure of our bundles. */
const bareFunction = `
  import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
  import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
  export const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  export const commands = { GetItem: GetCommand, PutItem: PutCommand, Query: QueryCommand, UpdateItem: UpdateCommand };
  export const handler = (input) => client.send(new GetCommand(input));
`;

/** Bundles it as our functions are, with nothing left out. */
export const baseline = async (root: string): Promise<Uint8Array> => {
  const stdin = { contents: bareFunction, resolveDir: root };
  const { outputFiles } = await build({ ...bundleSettings, stdin, absWorkingDir: root, sourcemap: false });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild gave no file for the baseline.');
  return file.contents;
};
