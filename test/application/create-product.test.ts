import { sha256 } from '../../src/main/system.ts';
import { memoryApplication } from '../support/ways-in/application.ts';

const command = { content: { name: 'Chair', description: null }, caller: 'arn:aws:iam::000000000000:user/writer' };

describe('creating with an idempotency key', () => {
  it('makes an id of version 8 from caller and key alone', async () => {
    const first = await memoryApplication().application.createProduct({ ...command, idempotencyKey: 'key' });
    const content = { name: 'Table', description: 'Of another content' };
    const second = await memoryApplication().application.createProduct({ ...command, content, idempotencyKey: 'key' });
    expect(first.product.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/);
    expect(second.product.id).toBe(first.product.id);
  });

  it('tells a replay from the first time', async () => {
    const { application } = memoryApplication();
    const keyed = { ...command, idempotencyKey: 'key' };
    expect((await application.createProduct(keyed)).replayed).toBe(false);
    expect((await application.createProduct(keyed)).replayed).toBe(true);
  });

  it('does not confuse a caller and key with another pair that reads the same when joined', () => {
    expect(sha256(['ab', 'c'])).not.toBe(sha256(['a', 'bc']));
    expect(sha256(['a', null])).not.toBe(sha256(['a', 'null']));
  });
});

describe('expected versions', () => {
  it('must be whole numbers from 1, and at most 20', async () => {
    const { application } = memoryApplication();
    const { product } = await application.createProduct(command);
    for (const expectedVersions of [[0], [1, -1], [1.5], [Number.NaN], Array.from({ length: 21 }, () => 1)]) {
      await expect(application.deleteProduct({ id: product.id, expectedVersions })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ field: 'expectedVersion' }],
      });
    }
  });

  it('match when one of them does, and never when there are none', async () => {
    const { application } = memoryApplication();
    const { product } = await application.createProduct(command);
    const change = { id: product.id, change: { name: 'Table' } };
    await expect(application.updateProduct({ ...change, expectedVersions: [] })).rejects.toMatchObject({
      code: 'VERSION_MISMATCH',
    });
    await expect(application.updateProduct({ ...change, expectedVersions: [7, 1] })).resolves.toMatchObject({
      version: 2,
    });
  });
});
