import { expectRefusal, valueOf } from './expectations.ts';
import type { Scenario } from './scenarios.ts';

const keptTexts: readonly { name: string; text: string }[] = [
  { name: 'spaces around', text: '  Chair  ' },
  { name: 'the reserved words of the store', text: 'name SELECT #n :v attribute_exists(id)' },
  { name: 'quotes, backslashes and markup', text: `"Chair" 'b' \\n {"a":1} <b>&amp;</b> \${x}` },
  { name: 'composed and decomposed letters', text: 'é e\u0301 Å A\u030a' },
  { name: 'emoji and astral letters', text: '🪑 𝒞𝒽𝒶𝒾𝓇 👩‍👩‍👧‍👦' },
  { name: 'right-to-left text and a zero-width joiner', text: 'כיסא \u200f\u200d كرسي' },
  { name: 'the last code point and a byte order mark', text: '\u{10ffff}\ufeff\ufffd' },
  { name: 'the words null, undefined and __proto__', text: 'null undefined __proto__ constructor' },
];

const badNames: readonly { name: string; text: string }[] = [
  { name: 'an empty name', text: '' },
  { name: 'a blank name', text: ' \u00a0\u2003' },
  { name: 'a name of 201 characters', text: 'x'.repeat(201) },
  { name: 'a name of 201 astral characters', text: '🪑'.repeat(201) },
  { name: 'a name with a newline', text: 'Chair\nTable' },
  { name: 'a name with a null character', text: 'Chair\u0000' },
  { name: 'a name with a C1 control character', text: 'Chair\u0085' },
];

export const textScenarios: readonly Scenario[] = [
  ...keptTexts.map(({ name, text }): Scenario => ({
    name: `keeps ${name} byte for byte`,
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: text, description: text }));
      expect(valueOf(await api.get(id))).toMatchObject({ name: text, description: text });
      expect(valueOf(await api.list()).products[0]).toMatchObject({ name: text, description: text });
    },
  })),
  {
    name: 'keeps the longest texts, counted in code points',
    async run({ api }) {
      const name = '🪑'.repeat(200);
      const description = '𝒞'.repeat(2000);
      const { id } = valueOf(await api.create({ name, description }));
      expect(valueOf(await api.get(id))).toMatchObject({ name, description });
    },
  },
  {
    name: 'keeps an empty description, tabs and newlines apart from none',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair', description: '' }));
      expect(valueOf(await api.get(id)).description).toBe('');
      expect(valueOf(await api.update(id, { description: '\ta\n\nb' })).description).toBe('\ta\n\nb');
    },
  },
  ...badNames.map(({ name, text }): Scenario => ({
    name: `refuses ${name}, when creating and when changing`,
    async run({ api }) {
      expectRefusal(await api.create({ name: text }), 'INVALID_INPUT', ['name']);
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      expectRefusal(await api.update(id, { name: text }), 'INVALID_INPUT', ['name']);
      expect(valueOf(await api.get(id)).name).toBe('Chair');
    },
  })),
  {
    name: 'refuses a description that is too long or holds control characters',
    async run({ api }) {
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      for (const description of ['x'.repeat(2001), 'a\rb', '\u007f']) {
        expectRefusal(await api.create({ name: 'Chair', description }), 'INVALID_INPUT', ['description']);
        expectRefusal(await api.update(id, { description }), 'INVALID_INPUT', ['description']);
      }
    },
  },
  {
    name: 'names every offending field at once',
    async run({ api }) {
      const content = { name: '', description: '\u0007' };
      expectRefusal(await api.create(content, { idempotencyKey: 'a key' }), 'INVALID_INPUT', [
        'description',
        'idempotencyKey',
        'name',
      ]);
      const { id } = valueOf(await api.create({ name: 'Chair' }));
      expectRefusal(await api.update(id, content), 'INVALID_INPUT', ['description', 'name']);
      expectRefusal(await api.list({ pageSize: 0, nextToken: 'x' }), 'INVALID_INPUT', ['nextToken', 'pageSize']);
    },
  },
];
