import * as z from 'zod/mini';
import type { StoredState } from '../../../domain/events.ts';
import { isProductId, isRealDate } from '../../../domain/product.ts';

/*
 * The attributes of an item, in DynamoDB's own notation, as the adapter of the table writes them; what else an item has
 * is not of the product.
 */

const text = z.object({ S: z.string() });
const dateShape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
// What has the shape without being a date cannot go to a bus, and would hold up what goes with it.
const date = z.object({ S: z.string().check(z.regex(dateShape), z.refine(isRealDate, 'must be a real date')) });
const id = z.object({ S: z.string().check(z.refine(isProductId, 'must be a lower-case UUID')) });
const version = z.object({ N: z.string().check(z.regex(/^[1-9]\d{0,14}$/)) });

const item = z.object({
  id,
  name: text,
  description: z.optional(text),
  createDate: date,
  lastUpdateDate: date,
  version,
  // A tombstone has both.
  deletedAt: z.optional(date),
  expiresAt: z.optional(z.object({ N: z.string() })),
});

const shaped = item.check(
  z.refine(({ deletedAt, expiresAt }) => (deletedAt === undefined) === (expiresAt === undefined), {
    path: ['deletedAt'],
    error: 'must come with expiresAt, and never alone',
  }),
);

/** An image of a stream record as the state of a product. */
export const storedState = z.pipe(
  shaped,
  z.transform((image): StoredState => ({
    product: {
      id: image.id.S,
      name: image.name.S,
      description: image.description?.S ?? null,
      createDate: image.createDate.S,
      lastUpdateDate: image.lastUpdateDate.S,
      version: Number(image.version.N),
    },
    deletedAt: image.deletedAt?.S ?? null,
  })),
);
