import { readEnvironment } from '../../src/main/environment.ts';

describe('the environment', () => {
  it('names the table and the number of catalogue shards, 1 unless told', () => {
    expect(readEnvironment({ TABLE_NAME: 'products' })).toEqual({
      tableName: 'products',
      catalogueShards: 1,
      corsOrigin: null,
    });
    expect(readEnvironment({ TABLE_NAME: 'products', CATALOGUE_SHARDS: '64' }).catalogueShards).toBe(64);
  });

  it.each([
    ['', null],
    ['*', '*'],
    ['https://shop.example.com', 'https://shop.example.com'],
    ['http://localhost:3000', 'http://localhost:3000'],
  ])('takes %j for the origin %j', (text, corsOrigin) => {
    expect(readEnvironment({ TABLE_NAME: 'products', CORS_ORIGIN: text }).corsOrigin).toBe(corsOrigin);
  });

  it.each(['shop.example.com', 'https://shop.example.com/', 'https://a.example, https://b.example'])(
    'takes no origin %j',
    (text) => {
      expect(() => readEnvironment({ TABLE_NAME: 'products', CORS_ORIGIN: text })).toThrow('CORS_ORIGIN must be *');
    },
  );

  it('is refused with every fault at once, each with its remedy', () => {
    expect(() => readEnvironment({ CATALOGUE_SHARDS: 'many' })).toThrow(
      "Bad environment: TABLE_NAME must be the name of a DynamoDB table, not ''; " +
        "CATALOGUE_SHARDS must be a whole number from 1 to 64, not 'many'.",
    );
  });

  it.each(['0', '65', '1.5', '-1', '', '01', '1e1'])('takes no %j shards', (shards) => {
    expect(() => readEnvironment({ TABLE_NAME: 'products', CATALOGUE_SHARDS: shards })).toThrow('CATALOGUE_SHARDS');
  });
});
