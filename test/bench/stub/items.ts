/** One product, as DynamoDB gives it. */
export const productId = '0a1b2c3d-0000-4000-8000-000000000001';

/** What a caller says of it. */
export const content = { name: 'Chair', description: 'A chair to sit on, made of oak' };

const at = '2026-01-01T00:00:00.000Z';

export const item = (n = 1) => ({
  id: { S: productId.replace(/1$/, String(n % 10)) },
  name: { S: `Chair ${n}` },
  description: { S: content.description },
  createDate: { S: at },
  lastUpdateDate: { S: at },
  version: { N: '1' },
  fingerprint: { S: 'f'.repeat(64) },
  writeId: { S: productId },
  catalogShard: { S: '0' },
  catalogPosition: { S: `${at}#${productId}` },
});

/** What DynamoDB answers to an operation, whatever it is asked: one product, or as many as a page may have. */
export const answerTo = (operation: string, limit = 1): unknown => {
  if (operation === 'GetItem') return { Item: item() };
  if (operation === 'UpdateItem') return { Attributes: item() };
  if (operation === 'Query') return { Items: Array.from({ length: limit }, (_, n) => item(n)), Count: limit };
  return {};
};
