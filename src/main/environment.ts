/**
 * The environment variables of the functions. The CDK sets exactly these, so renaming one here breaks its build.
 */
export const environmentNames = {
  tableName: 'TABLE_NAME',
  catalogueShards: 'CATALOGUE_SHARDS',
  corsOrigin: 'CORS_ORIGIN',
} as const;

export interface Environment {
  /** The DynamoDB table. */
  readonly tableName: string;
  /** Over how many partitions the list is spread, 1–64; it may be raised at any time, never lowered. */
  readonly catalogueShards: number;
  /** The one origin whose pages may read the answers of the REST API, `*` for any, null for none. */
  readonly corsOrigin: string | null;
}

const maxShards = 64;

/** Reads the environment once, at start. Throws one error that names every fault and its remedy. */
export const readEnvironment = (variables: Readonly<Record<string, string | undefined>>): Environment => {
  const faults: string[] = [];
  const tableName = variables[environmentNames.tableName] ?? '';
  if (!/^[\w.-]{3,255}$/.test(tableName)) {
    faults.push(`${environmentNames.tableName} must be the name of a DynamoDB table, not '${tableName}'`);
  }
  const shards = variables[environmentNames.catalogueShards] ?? '1';
  const catalogueShards = /^[1-9]\d?$/.test(shards) ? Number(shards) : Number.NaN;
  if (!(catalogueShards <= maxShards)) {
    faults.push(`${environmentNames.catalogueShards} must be a whole number from 1 to ${maxShards}, not '${shards}'`);
  }
  const corsOrigin = variables[environmentNames.corsOrigin] ?? '';
  if (corsOrigin !== '' && corsOrigin !== '*' && !isOrigin(corsOrigin)) {
    faults.push(
      `${environmentNames.corsOrigin} must be *, or an origin such as https://example.com, not '${corsOrigin}'`,
    );
  }
  if (faults.length > 0) throw new Error(`Bad environment: ${faults.join('; ')}.`);
  return { tableName, catalogueShards, corsOrigin: corsOrigin === '' ? null : corsOrigin };
};

/** Whether a text is an origin as browsers send it: in lower case, without the port that goes without saying. */
export const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
