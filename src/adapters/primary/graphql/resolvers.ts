import type { Application } from '../../../application/application.ts';
import { updateProductIssues } from '../../../application/commands/update-product.ts';
import { DomainError, invalidInput } from '../../../domain/errors.ts';
import {
  createProductArguments,
  deleteProductArguments,
  getProductArguments,
  listProductsArguments,
  updateProductArguments,
} from './arguments.ts';
import type { Mutation, Query } from './generated/schema.ts';
import type { publishField } from './publish-event.ts';

type Field<Type, Parent extends string> = {
  readonly [F in keyof Required<Type> as `${Parent}.${F & string}`]: (
    args: unknown,
    caller: string,
  ) => Promise<Required<Type>[F] | null>;
};

/**
 * One resolver for each field of Query and Mutation: a missing one, or one with another result, does not compile. The
 * field of the event bus never gets here: `publish-resolver.js` answers it within AppSync.
 */
export type Resolvers = Field<Query, 'Query'> & Field<Omit<Mutation, typeof publishField>, 'Mutation'>;

export const createResolvers = (application: Application): Resolvers => ({
  'Query.getProduct': async (args) => {
    const { id } = getProductArguments.parse(args);
    return application.getProduct({ id }).catch(nullWhenNotFound);
  },
  'Query.listProducts': async (args) => {
    const { limit, nextToken } = listProductsArguments.parse(args);
    const page = await application.listProducts({
      ...(isGiven(limit) ? { pageSize: limit } : {}),
      ...(isGiven(nextToken) ? { nextToken } : {}),
    });
    return { items: page.products, nextToken: page.nextToken };
  },
  'Mutation.createProduct': async (args, caller) => {
    const { name, description = null, idempotencyKey } = createProductArguments.parse(args).input;
    const key = isGiven(idempotencyKey) ? { idempotencyKey } : {};
    return (await application.createProduct({ content: { name, description }, caller, ...key })).product;
  },
  'Mutation.updateProduct': async (args) => {
    const { id, name, description, expectedVersion } = updateProductArguments.parse(args).input;
    const versions = expecting(expectedVersion);
    const rest = description === undefined ? {} : { description };
    // The schema can say "may be left out" only as "may be null", and a name may not.
    if (name === null) throw nullName(updateProductIssues({ change: rest, ...versions }));
    const change = name === undefined ? rest : { name, ...rest };
    return application.updateProduct({ id, change, ...versions });
  },
  'Mutation.deleteProduct': async (args) => {
    const { id, expectedVersion } = deleteProductArguments.parse(args).input;
    return application.deleteProduct({ id, ...expecting(expectedVersion) });
  },
});

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const expecting = (version: number | null | undefined): { expectedVersions?: readonly number[] } =>
  isGiven(version) ? { expectedVersions: [version] } : {};

const nullName = (others: ReturnType<typeof updateProductIssues>): DomainError =>
  invalidInput([{ field: 'name', detail: 'must not be null' }, ...others.filter(({ field }) => field !== '')]);

const nullWhenNotFound = (thrown: unknown): null => {
  if (thrown instanceof DomainError && thrown.code === 'PRODUCT_NOT_FOUND') return null;
  throw thrown;
};
