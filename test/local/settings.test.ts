import { readSettings } from '../../src/local/settings.ts';
import { UserError } from '../../src/local/user-error.ts';

describe('the settings of the local server', () => {
  it('have defaults for everything', () => {
    expect(readSettings([], {})).toEqual({
      port: 4566,
      json: false,
      folder: null,
      environment: { tableName: 'products', catalogueShards: 1, corsOrigin: null },
      external: null,
    });
  });

  it('come from the command line before the environment', () => {
    const variables = { PORT: '5000', TABLE_NAME: 'other', CATALOGUE_SHARDS: '4' };
    expect(readSettings(['--port', '0', '--data', '.data', '--json'], variables)).toMatchObject({
      port: 0,
      json: true,
      folder: '.data',
      environment: { tableName: 'other', catalogueShards: 4 },
    });
    expect(readSettings([], variables)?.port).toBe(5000);
  });

  const other = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000' };

  it('name another DynamoDB with its keys, and never keys of the laptop unless they are in the environment', () => {
    expect(readSettings([], other)?.external).toEqual({
      endpoint: 'http://127.0.0.1:8000',
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const keys = { AWS_ACCESS_KEY_ID: 'ASIAX', AWS_SECRET_ACCESS_KEY: 'x', AWS_SESSION_TOKEN: 'y' };
    expect(readSettings([], { ...other, ...keys })?.external?.credentials).toEqual({
      accessKeyId: 'ASIAX',
      secretAccessKey: 'x',
      sessionToken: 'y',
    });
  });

  it.each([
    ['AWS_REGION first', { AWS_REGION: 'eu-central-1', AWS_DEFAULT_REGION: 'us-west-2' }, 'eu-central-1'],
    ['AWS_DEFAULT_REGION next', { AWS_REGION: '', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2'],
  ])('take the region of another DynamoDB from %s', (_, variables, region) => {
    expect(readSettings([], { ...other, ...variables })?.external?.region).toBe(region);
  });

  it('are null when only help is asked for', () => {
    expect(readSettings(['--help'], {})).toBeNull();
  });

  it.each([
    [['--prot', '1'], {}, "Unknown option '--prot'"],
    [['extra'], {}, "Unexpected argument 'extra'"],
    [['--port', 'many'], {}, "--port must be a number from 0 to 65535, not 'many'."],
    [['--port', '65536'], {}, "--port must be a number from 0 to 65535, not '65536'."],
    [['--port=-1'], {}, "--port must be a number from 0 to 65535, not '-1'."],
    [[], { PORT: '' }, "PORT must be a number from 0 to 65535, not ''."],
    [['--data', ''], {}, '--data needs the name of a folder'],
    [['--data', 'x'], { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' }, 'unset AWS_ENDPOINT_URL_DYNAMODB'],
    [[], { AWS_ENDPOINT_URL_DYNAMODB: '127.0.0.1:1' }, 'must be a URL such as http://127.0.0.1:8000'],
    [
      [],
      { CATALOGUE_SHARDS: 'many', TABLE_NAME: '' },
      "TABLE_NAME must be the name of a DynamoDB table, not ''; CATALOGUE",
    ],
  ])('are refused in one sentence: %j with %j', (argv, variables, message) => {
    expect(() => readSettings(argv, variables)).toThrow(UserError);
    expect(() => readSettings(argv, variables)).toThrow(message);
  });
});
