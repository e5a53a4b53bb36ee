import fc from 'fast-check';
import { nextTokenAt, positionOf } from '../../src/application/queries/next-token.ts';
import { codePoint } from '../support/code-point.ts';

const position = fc.record({
  createDate: fc
    .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  id: fc.uuid(),
});

describe('the token of the next page', () => {
  it('names its position, in base64url and under 200 characters', () => {
    fc.assert(
      fc.property(position, (place) => {
        const token = nextTokenAt(place);
        expect(token).toMatch(/^[\w-]{1,199}$/);
        expect(positionOf(token)).toEqual(place);
      }),
    );
  });

  it('is refused once any one character is changed, added or taken away, unless it is then another position', () => {
    fc.assert(
      fc.property(
        position,
        fc.nat(),
        fc.constantFrom('change', 'add', 'remove'),
        fc.string({ maxLength: 1 }),
        (place, n, how, by) => {
          const token = nextTokenAt(place);
          const at = n % token.length;
          const mutated = token.slice(0, at) + (how === 'remove' ? '' : by) + token.slice(how === 'add' ? at : at + 1);
          const read = positionOf(mutated);
          if (read !== null) expect(nextTokenAt(read)).toBe(mutated);
        },
      ),
    );
  });

  it('is refused when it is any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: codePoint }), (text) => {
        expect(positionOf(text)).toBeNull();
      }),
    );
  });
});
