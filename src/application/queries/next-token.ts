import { isProductId, isRealDate } from '../../domain/product.ts';
import type { CataloguePosition } from '../ports/product-repository.ts';

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)#(.{36})$/;

/** The token of the page after a position: opaque to clients, base64url, under 200 characters. */
export const nextTokenAt = ({ createDate, id }: CataloguePosition): string =>
  Buffer.from(`${createDate}#${id}`).toString('base64url');

/**
 * The position that a token names, or null when `nextTokenAt` never made it. A token is only ever a place in the
 * order of the list, so even one that a client has made up reaches nothing but products.
 */
export const positionOf = (token: string): CataloguePosition | null => {
  const match = shape.exec(Buffer.from(token, 'base64url').toString('latin1'));
  const [, createDate, id] = match ?? [];
  if (createDate === undefined || id === undefined) return null;
  // Decoding is lenient about alphabet and padding, and a date can have the shape without being one.
  const isOurs = nextTokenAt({ createDate, id }) === token && isProductId(id) && isRealDate(createDate);
  return isOurs ? { createDate, id } : null;
};
