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
