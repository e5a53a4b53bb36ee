/**
 * A construct as the interface that it implements. Classes of the CDK say `undefined` where their interfaces let a key
 * be absent, which `exactOptionalPropertyTypes` tells apart and the CDK does not; in all else the shapes must agree.
 */
export const asInterface = <Interface>(construct: OrUndefined<Interface>): Interface =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `undefined` is all that the assertion takes away.
  construct as Interface;

type OrUndefined<T> = { [K in keyof T]: T[K] | undefined };
