export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  AWSDate: { input: string; output: string; }
  AWSDateTime: { input: string; output: string; }
  AWSEmail: { input: string; output: string; }
  AWSIPAddress: { input: string; output: string; }
  AWSJSON: { input: string; output: string; }
  AWSPhone: { input: string; output: string; }
  AWSTime: { input: string; output: string; }
  AWSTimestamp: { input: number; output: number; }
  AWSURL: { input: string; output: string; }
};

export type CreateProductInput = {
  /** At most 2000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 255 visible ASCII characters: repeating a request with the same key never creates a second product. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters, not blank. */
  readonly name: Scalars['String']['input'];
};

export type DeleteProductInput = {
  /** When given, a product at any other version is left as it is. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
};

export type Mutation = {
  readonly createProduct?: Maybe<Product>;
  /** Returns the product as it was. */
  readonly deleteProduct?: Maybe<Product>;
  /** For the catalogue's own event bus: no other caller is allowed to. */
  readonly publishProductEvent?: Maybe<ProductEvent>;
  /** Absent fields stay as they are; a null description is cleared. */
  readonly updateProduct?: Maybe<Product>;
};


export type MutationCreateProductArgs = {
  input: CreateProductInput;
};


export type MutationDeleteProductArgs = {
  input: DeleteProductInput;
};


export type MutationPublishProductEventArgs = {
  event: ProductEventInput;
};


export type MutationUpdateProductArgs = {
  input: UpdateProductInput;
};

export type Product = {
  readonly createDate: Scalars['AWSDateTime']['output'];
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  readonly lastUpdateDate: Scalars['AWSDateTime']['output'];
  readonly name: Scalars['String']['output'];
  /** Grows by one with each change; send it back as expectedVersion to guard against lost updates. */
  readonly version: Scalars['Int']['output'];
};

export type ProductConnection = {
  readonly items: ReadonlyArray<Product>;
  /** Null on the last page and only there. */
  readonly nextToken?: Maybe<Scalars['String']['output']>;
};

export type ProductEvent = {
  /** The fields that an update changed. */
  readonly changed?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The same however often the event comes. */
  readonly eventId: Scalars['ID']['output'];
  /** That of the product. */
  readonly id: Scalars['ID']['output'];
  readonly occurredAt: Scalars['AWSDateTime']['output'];
  /** As the change left it; a deleted one as it was. */
  readonly product: Product;
  readonly type: ProductEventType;
  /** What the change made it; of two events of a product the higher one is the later. */
  readonly version: Scalars['Int']['output'];
};

/** An event as it comes over the bus: docs/events/product-event.schema.json. */
export type ProductEventInput = {
  readonly changed?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  readonly eventId: Scalars['ID']['input'];
  readonly occurredAt: Scalars['AWSDateTime']['input'];
  readonly product: ProductInput;
  readonly productId: Scalars['ID']['input'];
  readonly schemaVersion: Scalars['Int']['input'];
  readonly type: ProductEventType;
  readonly version: Scalars['Int']['input'];
};

export type ProductEventType =
  | 'ProductCreated'
  | 'ProductDeleted'
  | 'ProductUpdated';

export type ProductInput = {
  readonly createDate: Scalars['AWSDateTime']['input'];
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly lastUpdateDate: Scalars['AWSDateTime']['input'];
  readonly name: Scalars['String']['input'];
  readonly version: Scalars['Int']['input'];
};

export type Query = {
  /** One product, or null when there is none. */
  readonly getProduct?: Maybe<Product>;
  /** Newest first, 20 a page unless limit (1 to 100) says otherwise. */
  readonly listProducts?: Maybe<ProductConnection>;
};


export type QueryGetProductArgs = {
  id: Scalars['ID']['input'];
};


export type QueryListProductsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

export type Subscription = {
  /** Each change of one product, or of all when no id is given, through whichever API it came. A lost connection loses events. */
  readonly onProductChanged?: Maybe<ProductEvent>;
};


export type SubscriptionOnProductChangedArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};

export type UpdateProductInput = {
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** When given, a product at any other version is left as it is. */
  readonly expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  readonly id: Scalars['ID']['input'];
  readonly name?: InputMaybe<Scalars['String']['input']>;
};
