import { DomainError } from '../../src/domain/errors.ts';
import { changeIssues, contentIssues, isProductId, newProduct, productChange } from '../../src/domain/product.ts';

const at = new Date('2026-01-01T00:00:00.123Z');
const id = '0f8fad5b-d9cb-469f-a165-70867728950e';

const refusalOf = (attempt: () => unknown): DomainError => {
  try {
    attempt();
  } catch (thrown) {
    if (thrown instanceof DomainError) return thrown;
    throw thrown;
  }
  throw new Error('Expected a refusal.');
};

describe('a new product', () => {
  it('starts at version 1 with equal dates in UTC with milliseconds', () => {
    expect(newProduct({ name: 'Chair', description: null }, id, at)).toEqual({
      id,
      name: 'Chair',
      description: null,
      createDate: '2026-01-01T00:00:00.123Z',
      lastUpdateDate: '2026-01-01T00:00:00.123Z',
      version: 1,
    });
  });

  it('does not exist with content that breaks a rule', () => {
    const refusal = refusalOf(() => newProduct({ name: ' ', description: '\u0000' }, id, at));
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.issues).toEqual([
      { field: 'name', detail: 'must not be blank' },
      { field: 'description', detail: 'must not have control characters other than tab and newline' },
    ]);
  });
});

describe('content', () => {
  it.each([
    ['a name of 200 characters', { name: 'x'.repeat(200) }],
    ['a name of 200 astral characters, 400 UTF-16 units', { name: '🪑'.repeat(200) }],
    ['a description of 2,000 astral characters', { description: '𝒞'.repeat(2000) }],
    ['an empty description', { description: '' }],
    ['a description of tabs and newlines', { description: '\t\n' }],
    ['no description', { description: null }],
  ])('may have %s', (_, content) => {
    expect(contentIssues(content)).toEqual([]);
  });

  it.each([
    ['a name of 201 characters', { name: 'x'.repeat(201) }, 'must have at most 200 characters'],
    ['a description of 2,001 characters', { description: '𝒞'.repeat(2001) }, 'must have at most 2000 characters'],
    ['an empty name', { name: '' }, 'must not be blank'],
    ['a name with a tab', { name: 'a\tb' }, 'must not have control characters'],
    ['a name with a lone surrogate', { name: 'a\ud83d' }, 'must be well-formed Unicode, without lone surrogates'],
    [
      'a description with a lone surrogate',
      { description: '\udc00' },
      'must be well-formed Unicode, without lone surrogates',
    ],
  ])('may not have %s', (_, content, detail) => {
    expect(contentIssues(content).map((issue) => issue.detail)).toEqual([detail]);
  });
});

describe('a change', () => {
  it('may touch the name, the description or both', () => {
    for (const change of [{ name: 'Table' }, { description: null }, { name: 'Table', description: 'Elm' }]) {
      expect(productChange(change)).toBe(change);
    }
  });

  it('must touch something', () => {
    expect(refusalOf(() => productChange({})).issues).toEqual([
      { field: '', detail: 'must change the name, the description or both' },
    ]);
  });

  it('is held to the rules of content', () => {
    expect(changeIssues({ name: '', description: 'x'.repeat(2001) }).map(({ field }) => field)).toEqual([
      'name',
      'description',
    ]);
  });
});

describe('the id of a product', () => {
  it('is a lower-case UUID', () => {
    expect(isProductId(id)).toBe(true);
  });

  it.each(['', 'chair', id.toUpperCase(), `${id} `, `${id}\n`, id.replaceAll('-', ''), `{${id}}`])(
    'is not %j',
    (text) => {
      expect(isProductId(text)).toBe(false);
    },
  );
});
