import { multiMap, type MultiMap } from './multi-map.ts';
import { percentDecoded } from './percent-encoding.ts';

/**
 * The parameters of a query, decoded, `+` being a space; null when there are none. A `;` separates as `&` does
 * ("Important notes" in the developer guide). A parameter without `=` is empty.
 */
export const queryParameters = (rawQuery: string): MultiMap | null => {
  const pairs = rawQuery
    .split(/[&;]/)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decoded(name), decoded(value.join('='))] as const;
    });
  return pairs.length === 0 ? null : multiMap(pairs);
};

const decoded = (text: string): string => percentDecoded(text.replaceAll('+', ' '));
