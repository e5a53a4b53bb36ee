/**
 * The table's keys, index and expiry, as the adapter uses them; the stack and the local server build the table from
 * it. All keys are strings, and the index projects all attributes.
 */
export const productTable = {
  partitionKey: 'id',
  /** Sparse: holds living products only. Its sort key is `createDate#id`, so a query reads the list in order. */
  catalogueIndex: { name: 'catalog', partitionKey: 'catalogShard', sortKey: 'catalogPosition' },
  /** Seconds since 1970 after which DynamoDB may remove the tombstone of a deleted product. */
  expiryAttribute: 'expiresAt',
} as const;
