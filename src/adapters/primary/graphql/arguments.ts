import * as z from 'zod/mini';
import type {
  MutationCreateProductArgs,
  MutationDeleteProductArgs,
  MutationUpdateProductArgs,
  QueryGetProductArgs,
  QueryListProductsArgs,
} from './generated/schema.ts';

/*
 * The arguments of each field, as AppSync hands them over once it has checked them against schema.graphql: absent
 * ones are left out, explicit nulls are kept.
 */

const nullish = <T extends z.core.SomeType>(type: T) => z.exactOptional(z.nullable(type));

export const getProductArguments = z.object({ id: z.string() });

export const listProductsArguments = z.object({ limit: nullish(z.number()), nextToken: nullish(z.string()) });

export const createProductArguments = z.object({
  input: z.object({
    name: z.string(),
    description: nullish(z.string()),
    idempotencyKey: nullish(z.string()),
  }),
});

export const updateProductArguments = z.object({
  input: z.object({
    id: z.string(),
    name: nullish(z.string()),
    description: nullish(z.string()),
    expectedVersion: nullish(z.number()),
  }),
});

export const deleteProductArguments = z.object({
  input: z.object({ id: z.string(), expectedVersion: nullish(z.number()) }),
});

/** Whether a schema takes exactly what the generated type of its field's arguments has. */
type Takes<Schema extends z.core.$ZodType, Generated> =
  (<T>() => T extends Mutable<z.input<Schema>> ? 1 : 2) extends <T>() => T extends Mutable<Generated> ? 1 : 2
    ? true
    : false;

// Codegen marks fields readonly, zod does not.
type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

// Does not compile once schema.graphql and a schema above part ways.
[true, true, true, true, true] satisfies [
  Takes<typeof getProductArguments, QueryGetProductArgs>,
  Takes<typeof listProductsArguments, QueryListProductsArgs>,
  Takes<typeof createProductArguments, MutationCreateProductArgs>,
  Takes<typeof updateProductArguments, MutationUpdateProductArgs>,
  Takes<typeof deleteProductArguments, MutationDeleteProductArgs>,
];
