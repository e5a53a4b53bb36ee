import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { productEvent, type ProductEvent, type StoredState } from '../../src/domain/events.ts';
import { aProduct, deleted, living } from '../support/products.ts';

const schema = JSON.parse(readFileSync('docs/events/product-event.schema.json', 'utf8'));
// The schema leaves room for fields to come; for this test, those of today are all there are.
for (const type of ['ProductCreated', 'ProductUpdated', 'ProductDeleted'])
  schema.$defs[type].unevaluatedProperties = false;
schema.$defs.product.additionalProperties = false;
const isValid = new Ajv2020({ strict: true, strictTypes: false }).compile(schema);
const seenAt = '2026-01-09T00:00:00.000Z';

const date = fc
  .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
  .map((d) => d.toISOString());
const content = fc.record({ name: fc.string(), description: fc.option(fc.string()) });

/** Any change of any product, as a pair of states. */
const change: fc.Arbitrary<readonly [StoredState | null, StoredState | null]> = fc
  .record({
    id: fc.uuid(),
    before: content,
    after: content,
    createDate: date,
    version: fc.integer({ min: 1 }),
    at: date,
  })
  .chain(({ id, before, after, createDate, version, at }) => {
    const was = living({ ...before, id, createDate, version });
    const is = living({ ...after, id, createDate, version: version + 1, lastUpdateDate: at });
    const gone = deleted({ ...before, id, createDate, version: version + 1 }, at);
    const restored = living({ ...before, id, createDate, version: version + 2 });
    return fc.constantFrom(
      [null, living({ ...after, id, createDate })],
      [was, is],
      [was, gone],
      [was, null],
      [gone, restored],
    );
  });

const example = (type: ProductEvent['type']): ProductEvent => {
  const events = [
    productEvent(null, living(), seenAt),
    productEvent(living(), living({ version: 2 }), seenAt),
    productEvent(living(), deleted(), seenAt),
  ];
  const found = events.find((event) => event?.type === type);
  if (!found) throw new Error(`No example of ${type}.`);
  return found;
};

describe('the JSON Schema of events', () => {
  it('takes the event of every change', () => {
    fc.assert(
      fc.property(change, ([before, after]) => {
        expect(isValid(productEvent(before, after, seenAt))).toBe(true);
      }),
    );
  });

  describe.each(['ProductCreated', 'ProductUpdated', 'ProductDeleted'] as const)('of %s', (type) => {
    const event = example(type);
    it.each(Object.keys(event))('refuses it without %s', (field) => {
      expect(isValid({ ...event, [field]: undefined })).toBe(false);
    });

    it('refuses a field that no event has, and another version of the shape', () => {
      expect(isValid(event)).toBe(true);
      expect(isValid({ ...event, more: 1 })).toBe(false);
      expect(isValid({ ...event, product: { ...aProduct(), more: 1 } })).toBe(false);
      expect(isValid({ ...event, schemaVersion: 2 })).toBe(false);
    });
  });
});
