import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createDynamoDbProductRepository } from '../../src/adapters/secondary/dynamodb/product-repository.ts';
import { dynoxidePath } from '../../src/local/store/dynoxide.ts';
import { openStore } from '../../src/local/store/store.ts';
import { openStream } from '../../src/local/store/stream.ts';
import { UserError } from '../../src/local/user-error.ts';
import { randomId } from '../../src/main/system.ts';
import { startJsonService } from '../support/aws/json-service.ts';
import { fastestEngine } from '../support/engines.ts';

const settings = { tableName: 'products', region: 'us-east-1', folder: null, external: null };

const listed = async (client: Awaited<ReturnType<typeof openStore>>['client']): Promise<number> => {
  const repository = createDynamoDbProductRepository({
    client,
    tableName: 'products',
    catalogueShards: 1,
    newId: randomId,
  });
  return (await repository.list(1, null)).products.length;
};

describe('the store of the local server', () => {
  it('is dynalite, in memory, where dynoxide is not installed', async () => {
    const store = await openStore(settings, () => null);
    expect(store.description).toBe('dynalite, in memory, gone when the server stops');
    expect(store.stream).toEqual({ missing: expect.stringContaining('dynalite has no streams') });
    expect(await listed(store.client)).toBe(0);
    await store.close();
  });

  it('keeps no data without dynoxide, and says what to do instead', async () => {
    const attempt = openStore({ ...settings, folder: '.data' }, () => null);
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow('leave --data out, or name a DynamoDB Local in AWS_ENDPOINT_URL_DYNAMODB');
  });

  (dynoxidePath() === null ? it.skip : it)('is dynoxide where it is installed', async () => {
    const store = await openStore(settings);
    expect(store.description).toMatch(/^dynoxide/);
    expect(store.stream).toHaveProperty('open');
    expect(await listed(store.client)).toBe(0);
    await store.close();
  });
});

describe('a DynamoDB that the environment names', () => {
  const services: { close(): void }[] = [];
  afterEach(() => {
    for (const service of services.splice(0)) service.close();
  });

  const keys = { accessKeyId: 'ASIAX', secretAccessKey: 'x', sessionToken: 'the token' };

  it('is asked with all keys and in the region of the environment, and so is its stream', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const service = createServer(({ headers }, response) => {
      seen.push(headers);
      const stream = { StreamSpecification: { StreamEnabled: true }, LatestStreamArn: 'arn:of:the:stream' };
      const Table = { TableStatus: 'ACTIVE', ...stream };
      response.end(JSON.stringify({ Table, StreamDescription: { Shards: [] } }));
    });
    services.push(service);
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const address = service.address();
    const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const store = await openStore({ ...settings, external: { endpoint, region: 'eu-central-1', credentials: keys } });
    await store.close();
    expect(store.stream).toHaveProperty('open');
    expect(seen.map((headers) => headers['x-amz-target'])).toContain('DynamoDBStreams_20120810.DescribeStream');
    for (const { authorization, 'x-amz-security-token': token } of seen) {
      expect(authorization).toMatch(/Credential=ASIAX\/\d{8}\/eu-central-1\/dynamodb\//);
      expect(token).toBe('the token');
    }
  });

  it('is said to have refused where it answers with an error', async () => {
    const service = await startJsonService(() => ({ error: 'AccessDeniedException' }));
    services.push(service);
    const attempt = openStore({ ...settings, external: service.endpoint });
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(
      `The DynamoDB at AWS_ENDPOINT_URL_DYNAMODB (${service.endpoint.endpoint}) refused table 'products' in us-east-1 ` +
        '(AccessDeniedException: AccessDeniedException): mend that, for instance the keys or AWS_REGION in the ' +
        'environment, or unset the variable to use the embedded one.',
    );
  });
});

describe('the table of a DynamoDB that the environment names', () => {
  /** Opens the store on a table that has these states one after the other, null being none; tells what was asked for. */
  const open = async (...states: readonly (string | null)[]): Promise<readonly string[]> => {
    const asked: string[] = [];
    const left = [...states];
    const service = await startJsonService((operation) => {
      asked.push(operation);
      if (operation !== 'DescribeTable') return { result: {} };
      const [state = null] = left.length > 1 ? left.splice(0, 1) : left;
      return state === null ? { error: 'ResourceNotFoundException' } : { result: { Table: { TableStatus: state } } };
    });
    try {
      await (await openStore({ ...settings, external: service.endpoint })).close();
      return asked.filter((operation) => operation !== 'DescribeTable');
    } finally {
      await service.close();
    }
  };

  it.each([
    ['there', ['ACTIVE'], []],
    ['being changed', ['UPDATING'], []],
    ['being made', ['CREATING', 'CREATING', 'ACTIVE'], []],
    ['missing', [null, 'CREATING', 'ACTIVE'], ['CreateTable']],
    ['being deleted', ['DELETING', null, 'CREATING', 'ACTIVE'], ['CreateTable']],
  ])('is made where it has to be when it is %s', async (_, states, made) => {
    expect(await open(...states)).toEqual(made);
  });

  it('is refused in a state that it will not leave by itself', async () => {
    const attempt = open('ARCHIVED');
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(
      /^Table 'products' is ARCHIVED: mend that, or name another one in TABLE_NAME\.$/,
    );
  });
});

describe('the stream of a table', () => {
  (dynoxidePath() === null ? it.skip : it)('is missing where it is silent', async () => {
    const store = await fastestEngine();
    const silent = await startJsonService(() => new Promise(() => {}));
    const tableName = await store.newTable();
    expect(await openStream(store.client, tableName, silent.endpoint, 50)).toEqual({
      missing: expect.stringMatching(/^the stream of table 'products-[\da-f-]+' does not answer \(TimeoutError: /),
    });
    await silent.close();
    await store.close();
  });
});
