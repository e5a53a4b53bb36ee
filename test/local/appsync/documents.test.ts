import { createDocuments } from '../../../src/local/appsync/documents.ts';
import { buildAppSyncSchema } from '../../../src/local/appsync/schema.ts';

const start = () => createDocuments({ schema: buildAppSyncSchema('type Query { a: Int }'), introspection: true });

describe('a document', () => {
  it('is parsed and validated once', () => {
    const check = start();
    expect(check('{ a }')).toBe(check('{ a }'));
    expect(check('{ x }')).toBe(check('{ x }'));
    expect(check('{ x }').errors).toHaveLength(1);
  });

  it('is forgotten when 200 others have come since its last use, and no sooner', () => {
    const check = start();
    const first = check('{ a }');
    const others = (name: string, count: number) =>
      Array.from({ length: count }, (_, n) => check(`{ ${name}${n}: a }`));
    others('x', 199);
    expect(check('{ a }')).toBe(first);
    others('y', 199);
    expect(check('{ a }')).toBe(first);
    others('z', 200);
    expect(check('{ a }')).not.toBe(first);
  });

  it('is not kept when it is long', () => {
    const check = start();
    const long = `{ a } #${'x'.repeat(20_000)}`;
    expect(check(long)).not.toBe(check(long));
  });

  it('is none when it has more than 15,000 tokens', () => {
    const check = start();
    // Three tokens each.
    const fields = Array.from({ length: 4_999 }, (_, n) => `f${n}: a`).join(' ');
    expect(check(`query { ${fields} }`).errors).toEqual([]);
    expect(() => check(`query Q { ${fields} }`)).toThrow('Unable to parse GraphQL query.');
  });

  it('is none when it is too deep to be read', () => {
    const deep = (levels: number) => `{ ${'... { '.repeat(levels)} a ${'}'.repeat(levels)} }`;
    const check = start();
    expect(check(deep(100)).errors).toEqual([]);
    expect(() => check(deep(50_000))).toThrow('Unable to parse GraphQL query.');
  });
});
