/** What of an event tells whether it is news. */
export interface Told {
  readonly version: number;
  readonly product: { readonly createDate: string };
}

/** Whether an event is later than the last one that was kept of the same product: anything else is to be dropped. */
export const isNews = (event: Told, kept: Told | undefined): boolean =>
  kept === undefined ||
  event.product.createDate > kept.product.createDate ||
  (event.product.createDate === kept.product.createDate && event.version > kept.version);
