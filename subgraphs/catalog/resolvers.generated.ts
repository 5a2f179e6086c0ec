import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProductModel as ProductModelModel, CategoryModel as CategoryModelModel, ProductVariantModel as ProductVariantModelModel, ProductVariantConnectionModel as ProductVariantConnectionModelModel, SearchResultEdgeModel as SearchResultEdgeModelModel, SearchResultConnectionModel as SearchResultConnectionModelModel, ProductContentModel as ProductContentModelModel } from './models.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant: RFC 3339, always in UTC with milliseconds: `2026-01-10T10:00:00.000Z`. */
  DateTime: { input: string; output: string; }
  /** A business or calendar day without a zone: `2026-01-10`. */
  Date: { input: string; output: string; }
  /** An IANA time zone name: `Europe/Paris`. */
  TimeZone: { input: string; output: string; }
  /** A decimal number as a string, never a float: `12.50`. */
  Decimal: { input: string; output: string; }
  /** An integer of at most 53 bits. */
  Long: { input: number; output: number; }
  /** An ISO 4217 currency code: `EUR`. */
  CurrencyCode: { input: string; output: string; }
  /** An ISO 3166-1 alpha-2 country code: `FR`. */
  CountryCode: { input: string; output: string; }
  /** A BCP 47 language tag: `fr-FR`. */
  Locale: { input: string; output: string; }
  /** An absolute http or https URL. */
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Who may share a cached value. */
export type CacheControlScope =
  /** Everybody. */
  | 'PUBLIC'
  /** One viewer alone. */
  | 'PRIVATE';

/** An amount in one currency; `amount` and `centAmount` are the same value. */
export type Money = {
  /** The amount as a decimal string with exactly the currency's digits: `12.50`. */
  readonly amount: Scalars['Decimal']['output'];
  /** ISO 4217. */
  readonly currencyCode: Scalars['CurrencyCode']['output'];
  /** The amount in the currency's minor unit: `1250`. */
  readonly centAmount: Scalars['Long']['output'];
  /** How many digits the currency has after the point: 2 for EUR, 0 for JPY. */
  readonly fractionDigits: Scalars['Int']['output'];
};

/** What the shopper pays, and its parts where the system states them. */
export type TaxedMoney = {
  /** Including tax. */
  readonly gross: Money;
  /** Without tax; null where the system does not state it. */
  readonly net: Maybe<Money>;
  /** The tax within `gross`; null where the system does not state it. */
  readonly tax: Maybe<Money>;
};

/** Where a page stands in its list (Relay). */
export type PageInfo = {
  /** Whether more entries follow. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether entries come before; always false where a list can only be read forward. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first entry; null on an empty page. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
  /** Cursor of the last entry, to go on after; null on an empty page. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
};

/** A range of days in a zone; both ends are included. */
export type LocalDateRange = {
  /** First day; open when left out. */
  readonly from?: InputMaybe<Scalars['Date']['input']>;
  /** Last day; open when left out. */
  readonly to?: InputMaybe<Scalars['Date']['input']>;
  /** The zone whose days the caller means. Business days are those of each place of sale, and are compared as days: no other zone moves them. */
  readonly timeZone: Scalars['TimeZone']['input'];
};

/** A way in which shoppers meet the retailer. */
export type ChannelKind =
  /** Web shop. */
  | 'WEB'
  /** The retailer's own app. */
  | 'MOBILE_APP'
  /** A till in a store. */
  | 'STORE_POS'
  /** The store associates' tablet. */
  | 'ASSOCIATE_APP'
  /** Telephone. */
  | 'CALL_CENTER'
  /** A social network. */
  | 'SOCIAL'
  /** Somebody else's marketplace. */
  | 'MARKETPLACE'
  /** A self-service screen in a store. */
  | 'KIOSK'
  /** A printed or online catalogue. */
  | 'CATALOG'
  /** E-mail. */
  | 'EMAIL'
  /** A partner's site or app. */
  | 'PARTNER';

/** A channel as the retailer runs it. */
export type Channel = {
  /** The retailer's own code: `web`, `store`. */
  readonly code: Scalars['String']['output'];
  /** What sort of channel it is. */
  readonly kind: ChannelKind;
};

/** A kind of system the graph is sewn over. */
export type SourceSystemKind =
  /** Enterprise resource planning. */
  | 'ERP'
  /** Customer relationship management. */
  | 'CRM'
  /** Product information management. */
  | 'PIM'
  /** Tills. */
  | 'POS'
  /** Order management. */
  | 'OMS'
  /** Web shop. */
  | 'ECOMMERCE'
  /** E-mail and campaign tool. */
  | 'EMAIL'
  /** Loyalty engine. */
  | 'LOYALTY'
  /** Search engine. */
  | 'SEARCH'
  /** Customer service desk. */
  | 'SUPPORT'
  /** Payment service provider. */
  | 'PAYMENT'
  /** The graph itself: what only its own ledger knows. */
  | 'GRAPH';

/** What came of asking one system. */
export type SourceOutcome =
  /** It answered. */
  | 'OK'
  /** It did not answer now; what is shown is what it said earlier. */
  | 'STALE'
  /** It answered, and some of its records could not be read. */
  | 'PARTIAL'
  /** It did not answer in time. */
  | 'TIMEOUT'
  /** It could not be reached, or refused the graph's credentials. */
  | 'UNAVAILABLE'
  /** It was not asked, because it failed repeatedly just now. */
  | 'CIRCUIT_OPEN'
  /** It refuses more calls for now. */
  | 'RATE_LIMITED'
  /** It answered something that is not its format. */
  | 'BAD_RESPONSE'
  /** The viewer may not see what it says. */
  | 'DENIED'
  /** It was not asked, because it cannot know. */
  | 'NOT_ASKED'
  /** It refuses for good what it was told to do. */
  | 'REFUSED';

/** Where a value came from and how old it is. */
export type SourceRecord = {
  /** The kind of system. */
  readonly system: SourceSystemKind;
  /** The system's name in the retailer's configuration: `erp`. */
  readonly instance: Maybe<Scalars['String']['output']>;
  /** The record's key in that system; null where it has none of its own. */
  readonly recordId: Maybe<Scalars['String']['output']>;
  /** When the system recorded the value; null where it does not say. */
  readonly recordedAt: Maybe<Scalars['DateTime']['output']>;
  /** When the graph read it from the system. */
  readonly fetchedAt: Scalars['DateTime']['output'];
  /** Whether it was read from the graph's cache. */
  readonly fromCache: Scalars['Boolean']['output'];
};

/** What happened with one system while a list or an aggregate was built. */
export type SourceStatus = {
  /** The kind of system. */
  readonly system: SourceSystemKind;
  /** The system's name in the retailer's configuration. */
  readonly instance: Maybe<Scalars['String']['output']>;
  /** What came of asking it. */
  readonly outcome: SourceOutcome;
  /** As of when its answer holds; null when there is none. */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /** One sentence for people when the outcome is not OK. */
  readonly message: Maybe<Scalars['String']['output']>;
  /** Seconds after which asking again makes sense; null where nobody knows. */
  readonly retryAfterSeconds: Maybe<Scalars['Int']['output']>;
};

/** A postal address in schema.org's parts. */
export type Address = {
  /** Given name of the addressee. */
  readonly givenName: Maybe<Scalars['String']['output']>;
  /** Family name of the addressee. */
  readonly familyName: Maybe<Scalars['String']['output']>;
  /** Company of the addressee. */
  readonly company: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  readonly streetLine1: Maybe<Scalars['String']['output']>;
  /** Building, floor, door. */
  readonly streetLine2: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  readonly postalCode: Maybe<Scalars['String']['output']>;
  /** Town. */
  readonly city: Maybe<Scalars['String']['output']>;
  /** State, province or department. */
  readonly region: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: Maybe<Scalars['CountryCode']['output']>;
  /** Telephone at the address. */
  readonly phone: Maybe<Scalars['String']['output']>;
};

/** A point on the earth, WGS 84. */
export type GeoPoint = {
  /** Degrees north, -90 to 90. */
  readonly latitude: Scalars['Float']['output'];
  /** Degrees east, -180 to 180. */
  readonly longitude: Scalars['Float']['output'];
};

/** A point on the earth, WGS 84. */
export type GeoPointInput = {
  /** Degrees north, -90 to 90. */
  readonly latitude: Scalars['Float']['input'];
  /** Degrees east, -180 to 180. */
  readonly longitude: Scalars['Float']['input'];
};

/** An amount as somebody saw it. */
export type MoneyInput = {
  /** Decimal text. */
  readonly amount: Scalars['Decimal']['input'];
  /** ISO 4217. */
  readonly currencyCode: Scalars['CurrencyCode']['input'];
};

/** Errors as data: why a change was not made. Each domain has its own type with its own words for the reasons. */
export type UserError = {
  /** In a sentence, for people. */
  readonly message: Scalars['String']['output'];
  /** The argument it is about, and the way down in it. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Whether the same may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

export type Query = {
  /** A style by id or handle; give one of them. Null when there is none. */
  readonly product: Maybe<Product>;
  /** A thing one can buy, by SKU or GTIN; give one of them. Null when there is none. */
  readonly variant: Maybe<ProductVariant>;
  /** A shelf of the shop. Null when there is none. */
  readonly category: Maybe<Category>;
  /** Products that fit, from an index that is kept up with the catalogues. */
  readonly search: Maybe<SearchResultConnection>;
};


export type QueryProductArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  handle?: InputMaybe<Scalars['String']['input']>;
};


export type QueryVariantArgs = {
  sku?: InputMaybe<Scalars['String']['input']>;
  gtin?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCategoryArgs = {
  handle: Scalars['String']['input'];
};


export type QuerySearchArgs = {
  input: SearchInput;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A style; what one buys are its variants. */
export type Product = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** Unique word for URLs. */
  readonly handle: Maybe<Scalars['String']['output']>;
  /** Name in the first of the locales that has one; null when none has. */
  readonly title: Maybe<Scalars['String']['output']>;
  /** Brand; null when the PIM has none. */
  readonly brand: Maybe<Scalars['String']['output']>;
  /** Content cut for a channel: long text for web, short for app, talking points for associates. */
  readonly content: Maybe<ProductContent>;
  /** The shelves it stands on; those of the PIM that are none of the shop's are left out. */
  readonly categories: Maybe<ReadonlyArray<Category>>;
  /** In what its variants differ, in display order, each with the values there are to choose from. */
  readonly options: Maybe<ReadonlyArray<ProductOption>>;
  /** What one can buy of it, in SKU order. */
  readonly variants: Maybe<ProductVariantConnection>;
  /** Pictures and films, the leading one first. */
  readonly media: Maybe<ReadonlyArray<Media>>;
  /** Where the content comes from. */
  readonly source: Maybe<SourceRecord>;
};


/** A style; what one buys are its variants. */
export type ProductTitleArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['Locale']['input']>>;
};


/** A style; what one buys are its variants. */
export type ProductContentArgs = {
  channel?: InputMaybe<ChannelKind>;
  locales?: InputMaybe<ReadonlyArray<Scalars['Locale']['input']>>;
};


/** A style; what one buys are its variants. */
export type ProductVariantsArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  where?: InputMaybe<VariantFilter>;
};


/** A style; what one buys are its variants. */
export type ProductMediaArgs = {
  channel?: InputMaybe<ChannelKind>;
  first?: Scalars['Int']['input'];
};

/** Texts of one product for one channel. */
export type ProductContent = {
  /** Name. */
  readonly title: Maybe<Scalars['String']['output']>;
  /** One or two sentences. */
  readonly shortDescription: Maybe<Scalars['String']['output']>;
  /** The full text. */
  readonly longDescription: Maybe<Scalars['String']['output']>;
  /** What to say of it, one sentence each, for those who serve shoppers: `ASSOCIATE_APP` and `CALL_CENTER`. Null for every other channel. */
  readonly talkingPoints: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Attributes ready to show. */
  readonly attributes: ReadonlyArray<ProductAttribute>;
  /** The channel the content was cut for. */
  readonly channel: ChannelKind;
  /** The locale of the texts: the first asked for, or the one that stands in. */
  readonly locale: Scalars['Locale']['output'];
  /** True when a text is in another locale than the first asked for. */
  readonly localeFallback: Scalars['Boolean']['output'];
  /** True when a text was written for another channel. */
  readonly channelFallback: Scalars['Boolean']['output'];
  /** Where it comes from. */
  readonly source: SourceRecord;
};

/** One axis in which the variants of a product differ. */
export type ProductOption = {
  /** The axis: `size`. */
  readonly name: Scalars['String']['output'];
  /** Its values, labelled, each once, in the order of the SKUs. */
  readonly values: ReadonlyArray<Scalars['String']['output']>;
};

/** Which variants are wanted. A variant fits when all that is given holds. */
export type VariantFilter = {
  /** Size, as `ProductVariant.size` has it; upper and lower case are the same. */
  readonly size?: InputMaybe<Scalars['String']['input']>;
  /** Colour, as `ProductVariant.color` has it; upper and lower case are the same. */
  readonly color?: InputMaybe<Scalars['String']['input']>;
};

/** A shelf of the shop. */
export type Category = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** Unique word for URLs. */
  readonly handle: Maybe<Scalars['String']['output']>;
  /** Name in the first of the locales that has one; null when none has. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The shelves above it, the widest first. */
  readonly ancestors: Maybe<ReadonlyArray<Category>>;
};


/** A shelf of the shop. */
export type CategoryNameArgs = {
  locales?: InputMaybe<ReadonlyArray<Scalars['Locale']['input']>>;
};

/** One attribute of a product, ready to show. */
export type ProductAttribute = {
  /** The PIM's code. */
  readonly key: Scalars['String']['output'];
  /** What to call it. */
  readonly label: Maybe<Scalars['String']['output']>;
  /** Its value, labelled. */
  readonly value: Maybe<Scalars['String']['output']>;
  /** Its unit; null for a plain value. */
  readonly unit: Maybe<Scalars['String']['output']>;
};

/** A picture or film. */
export type Media = {
  /** Where it is. */
  readonly url: Scalars['URL']['output'];
  /** What it shows, for those who cannot see it. */
  readonly alt: Maybe<Scalars['String']['output']>;
  /** What it is. */
  readonly kind: MediaKind;
  /** Pixels; null where unknown. */
  readonly width: Maybe<Scalars['Int']['output']>;
  /** Pixels; null where unknown. */
  readonly height: Maybe<Scalars['Int']['output']>;
};

/** What a medium is. */
export type MediaKind =
  /** A picture. */
  | 'IMAGE'
  /** A film. */
  | 'VIDEO'
  /** A model to turn around. */
  | 'MODEL_3D';

/** A thing one can buy: one size and colour of a style. */
export type ProductVariant = {
  /** The retailer's stock keeping unit, the key that ERP, PIM and tills share. */
  readonly sku: Scalars['String']['output'];
  /** GS1 GTIN; null when the PIM has none. */
  readonly gtin: Maybe<Scalars['String']['output']>;
  /** Its style. */
  readonly product: Maybe<Product>;
  /** Name in the request's language; null when the PIM has none. */
  readonly title: Maybe<Scalars['String']['output']>;
  /** Size as printed on the label; null when it has none. */
  readonly size: Maybe<Scalars['String']['output']>;
  /** The system of the size: `EU`, `FR`; null when the PIM does not say. */
  readonly sizeSystem: Maybe<Scalars['String']['output']>;
  /** Colour; null when it has none. */
  readonly color: Maybe<Scalars['String']['output']>;
  /** What tells it from its sisters. */
  readonly selectedOptions: Maybe<ReadonlyArray<SelectedOption>>;
  /** Its leading picture; null when it has none. */
  readonly image: Maybe<Media>;
  /** Where the content comes from. */
  readonly source: Maybe<SourceRecord>;
};


/** A thing one can buy: one size and colour of a style. */
export type ProductVariantImageArgs = {
  channel?: InputMaybe<ChannelKind>;
};

/** One value of one axis in which variants differ. */
export type SelectedOption = {
  /** The axis: `size`. */
  readonly name: Scalars['String']['output'];
  /** The value, labelled. */
  readonly value: Scalars['String']['output'];
};

/** A page of variants. */
export type ProductVariantConnection = {
  /** The entries. */
  readonly edges: ReadonlyArray<ProductVariantEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

/** A variant in a page. */
export type ProductVariantEdge = {
  /** The variant. */
  readonly node: ProductVariant;
  /** Where to go on after it. */
  readonly cursor: Scalars['String']['output'];
};

/** What is looked for. */
export type SearchInput = {
  /** Words as people type them: case, accents, number and gender do not matter, slips are forgiven, and every word must fit. A SKU or GTIN finds its product. Everything when left out. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** A shelf by its URL word; what stands on shelves below it counts. */
  readonly categoryHandle?: InputMaybe<Scalars['String']['input']>;
  /** All must hold. A key or value nobody knows fits no product. */
  readonly filters?: InputMaybe<ReadonlyArray<FacetFilter>>;
  /** In which order. */
  readonly sort?: InputMaybe<SearchSort>;
};

/** The values of a facet of which one must hold. Colour and size are one variant's: blue in M is not blue in S and red in M. */
export type FacetFilter = {
  /** As `Facet.key` has it: `color`. */
  readonly key: Scalars['String']['input'];
  /** As `FacetBucket.value` has them. */
  readonly values: ReadonlyArray<Scalars['String']['input']>;
};

/** Orders of found products. */
export type SearchSort =
  /** The best first; without words the newest first. */
  | 'RELEVANCE'
  /** What the catalogue had last first; what it does not say it of comes last. */
  | 'NEWEST';

/** A page of found products. */
export type SearchResultConnection = {
  /** The entries. */
  readonly edges: ReadonlyArray<SearchResultEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many there are on all pages. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
  /** Ways to narrow the answer; one without a value to choose is left out. */
  readonly facets: ReadonlyArray<Facet>;
  /** How much of each catalogue is searched: NOT_ASKED or PARTIAL while the index is being built, STALE when it could not be brought up to date. `asOf` is how old its knowledge is. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A found product. */
export type SearchResultEdge = {
  /** The product. */
  readonly node: Product;
  /** Where to go on after it. */
  readonly cursor: Scalars['String']['output'];
  /** Comparable within one answer; null without words. */
  readonly score: Maybe<Scalars['Float']['output']>;
  /** The SKU that words or filters speak of; null when they speak of no one variant. */
  readonly matchedSku: Maybe<Scalars['String']['output']>;
  /** In which parts the words were found (`title`, `variants`, `category`, `brand`, `attributes`, `text`, `sku`), with `resembling` where a word was taken for one like it. For those who tune a search, not for shoppers. Null without words. */
  readonly why: Maybe<Scalars['String']['output']>;
};

/** A way to narrow found products. */
export type Facet = {
  /** What a filter names: `category`, `brand`, `color`, `size`, or an attribute. */
  readonly key: Scalars['String']['output'];
  /** What to call it; null when there is no name in the request's language. */
  readonly label: Maybe<Scalars['String']['output']>;
  /** Its values, the most frequent first. Counts are of products that fit everything but this facet's own filter. */
  readonly buckets: ReadonlyArray<FacetBucket>;
};

/** A value of a facet. */
export type FacetBucket = {
  /** What a filter takes; the same in every language. */
  readonly value: Scalars['String']['output'];
  /** What to show. */
  readonly label: Maybe<Scalars['String']['output']>;
  /** How many products have it. */
  readonly count: Scalars['Int']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Product: Product;
  Category: Category;
  ProductVariant: ProductVariant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Product:
    ( { __typename: 'Product' }
    & GraphQLRecursivePick<FederationTypes['Product'], {"id":true}> );
  Category:
    ( { __typename: 'Category' }
    & GraphQLRecursivePick<FederationTypes['Category'], {"id":true}> );
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & ( GraphQLRecursivePick<FederationTypes['ProductVariant'], {"sku":true}>
        | GraphQLRecursivePick<FederationTypes['ProductVariant'], {"gtin":true}> ) );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: never;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CacheControlScope: CacheControlScope;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  TimeZone: ResolverTypeWrapper<Scalars['TimeZone']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Long: ResolverTypeWrapper<Scalars['Long']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  CountryCode: ResolverTypeWrapper<Scalars['CountryCode']['output']>;
  Locale: ResolverTypeWrapper<Scalars['Locale']['output']>;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Money: ResolverTypeWrapper<Money>;
  TaxedMoney: ResolverTypeWrapper<TaxedMoney>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  LocalDateRange: LocalDateRange;
  ChannelKind: ChannelKind;
  Channel: ResolverTypeWrapper<Channel>;
  SourceSystemKind: SourceSystemKind;
  SourceOutcome: SourceOutcome;
  SourceRecord: ResolverTypeWrapper<SourceRecord>;
  SourceStatus: ResolverTypeWrapper<SourceStatus>;
  Address: ResolverTypeWrapper<Address>;
  GeoPoint: ResolverTypeWrapper<GeoPoint>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GeoPointInput: GeoPointInput;
  MoneyInput: MoneyInput;
  UserError: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['UserError']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Product: ResolverTypeWrapper<ProductModelModel>;
  ProductContent: ResolverTypeWrapper<ProductContentModelModel>;
  ProductOption: ResolverTypeWrapper<ProductOption>;
  VariantFilter: VariantFilter;
  Category: ResolverTypeWrapper<CategoryModelModel>;
  ProductAttribute: ResolverTypeWrapper<ProductAttribute>;
  Media: ResolverTypeWrapper<Media>;
  MediaKind: MediaKind;
  ProductVariant: ResolverTypeWrapper<ProductVariantModelModel>;
  SelectedOption: ResolverTypeWrapper<SelectedOption>;
  ProductVariantConnection: ResolverTypeWrapper<ProductVariantConnectionModelModel>;
  ProductVariantEdge: ResolverTypeWrapper<Omit<ProductVariantEdge, 'node'> & { node: ResolversTypes['ProductVariant'] }>;
  SearchInput: SearchInput;
  FacetFilter: FacetFilter;
  SearchSort: SearchSort;
  SearchResultConnection: ResolverTypeWrapper<SearchResultConnectionModelModel>;
  SearchResultEdge: ResolverTypeWrapper<SearchResultEdgeModelModel>;
  Facet: ResolverTypeWrapper<Facet>;
  FacetBucket: ResolverTypeWrapper<FacetBucket>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  Date: Scalars['Date']['output'];
  TimeZone: Scalars['TimeZone']['output'];
  Decimal: Scalars['Decimal']['output'];
  Long: Scalars['Long']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  CountryCode: Scalars['CountryCode']['output'];
  Locale: Scalars['Locale']['output'];
  URL: Scalars['URL']['output'];
  Money: Money;
  TaxedMoney: TaxedMoney;
  PageInfo: PageInfo;
  String: Scalars['String']['output'];
  LocalDateRange: LocalDateRange;
  Channel: Channel;
  SourceRecord: SourceRecord;
  SourceStatus: SourceStatus;
  Address: Address;
  GeoPoint: GeoPoint;
  Float: Scalars['Float']['output'];
  GeoPointInput: GeoPointInput;
  MoneyInput: MoneyInput;
  UserError: ResolversInterfaceTypes<ResolversParentTypes>['UserError'];
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Product: ProductModelModel;
  ProductContent: ProductContentModelModel;
  ProductOption: ProductOption;
  VariantFilter: VariantFilter;
  Category: CategoryModelModel;
  ProductAttribute: ProductAttribute;
  Media: Media;
  ProductVariant: ProductVariantModelModel;
  SelectedOption: SelectedOption;
  ProductVariantConnection: ProductVariantConnectionModelModel;
  ProductVariantEdge: Omit<ProductVariantEdge, 'node'> & { node: ResolversParentTypes['ProductVariant'] };
  SearchInput: SearchInput;
  FacetFilter: FacetFilter;
  SearchResultConnection: SearchResultConnectionModelModel;
  SearchResultEdge: SearchResultEdgeModelModel;
  Facet: Facet;
  FacetBucket: FacetBucket;
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface TimeZoneScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TimeZone'], any> {
  name: 'TimeZone';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export interface LongScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Long'], any> {
  name: 'Long';
}

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface CountryCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CountryCode'], any> {
  name: 'CountryCode';
}

export interface LocaleScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Locale'], any> {
  name: 'Locale';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currencyCode?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
  centAmount?: Resolver<ResolversTypes['Long'], ParentType, ContextType>;
  fractionDigits?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TaxedMoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaxedMoney'] = ResolversParentTypes['TaxedMoney']> = {
  gross?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  net?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  tax?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChannelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Channel'] = ResolversParentTypes['Channel']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChannelKind'], ParentType, ContextType>;
};

export type SourceRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceRecord'] = ResolversParentTypes['SourceRecord']> = {
  system?: Resolver<ResolversTypes['SourceSystemKind'], ParentType, ContextType>;
  instance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  fetchedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fromCache?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SourceStatusResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceStatus'] = ResolversParentTypes['SourceStatus']> = {
  system?: Resolver<ResolversTypes['SourceSystemKind'], ParentType, ContextType>;
  instance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['SourceOutcome'], ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryAfterSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  givenName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  familyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  company?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  streetLine1?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  streetLine2?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['CountryCode']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GeoPointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GeoPoint'] = ResolversParentTypes['GeoPoint']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  __resolveType: TypeResolveFn<null, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, Partial<QueryProductArgs>>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType, Partial<QueryVariantArgs>>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, RequireFields<QueryCategoryArgs, 'handle'>>;
  search?: Resolver<Maybe<ResolversTypes['SearchResultConnection']>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'input' | 'first'>>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  handle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<ProductTitleArgs>>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['ProductContent']>, ParentType, ContextType, Partial<ProductContentArgs>>;
  categories?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Category']>>, ParentType, ContextType>;
  options?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ProductOption']>>, ParentType, ContextType>;
  variants?: Resolver<Maybe<ResolversTypes['ProductVariantConnection']>, ParentType, ContextType, RequireFields<ProductVariantsArgs, 'first'>>;
  media?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Media']>>, ParentType, ContextType, RequireFields<ProductMediaArgs, 'first'>>;
  source?: Resolver<Maybe<ResolversTypes['SourceRecord']>, ParentType, ContextType>;
};

export type ProductContentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductContent'] = ResolversParentTypes['ProductContent']> = {
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shortDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  longDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  talkingPoints?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  attributes?: Resolver<ReadonlyArray<ResolversTypes['ProductAttribute']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['ChannelKind'], ParentType, ContextType>;
  locale?: Resolver<ResolversTypes['Locale'], ParentType, ContextType>;
  localeFallback?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  channelFallback?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type ProductOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductOption'] = ResolversParentTypes['ProductOption']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  handle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<CategoryNameArgs>>;
  ancestors?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Category']>>, ParentType, ContextType>;
};

export type ProductAttributeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductAttribute'] = ResolversParentTypes['ProductAttribute']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MediaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Media'] = ResolversParentTypes['Media']> = {
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  alt?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MediaKind'], ParentType, ContextType>;
  width?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  height?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gtin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sizeSystem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  color?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  selectedOptions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SelectedOption']>>, ParentType, ContextType>;
  image?: Resolver<Maybe<ResolversTypes['Media']>, ParentType, ContextType, Partial<ProductVariantImageArgs>>;
  source?: Resolver<Maybe<ResolversTypes['SourceRecord']>, ParentType, ContextType>;
};

export type SelectedOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SelectedOption'] = ResolversParentTypes['SelectedOption']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductVariantConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariantConnection'] = ResolversParentTypes['ProductVariantConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProductVariantEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProductVariantEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariantEdge'] = ResolversParentTypes['ProductVariantEdge']> = {
  node?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SearchResultConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchResultConnection'] = ResolversParentTypes['SearchResultConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SearchResultEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  facets?: Resolver<ReadonlyArray<ResolversTypes['Facet']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type SearchResultEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchResultEdge'] = ResolversParentTypes['SearchResultEdge']> = {
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  matchedSku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  why?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FacetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  buckets?: Resolver<ReadonlyArray<ResolversTypes['FacetBucket']>, ParentType, ContextType>;
};

export type FacetBucketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FacetBucket'] = ResolversParentTypes['FacetBucket']> = {
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  Date?: GraphQLScalarType;
  TimeZone?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Long?: GraphQLScalarType;
  CurrencyCode?: GraphQLScalarType;
  CountryCode?: GraphQLScalarType;
  Locale?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  TaxedMoney?: TaxedMoneyResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Channel?: ChannelResolvers<ContextType>;
  SourceRecord?: SourceRecordResolvers<ContextType>;
  SourceStatus?: SourceStatusResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  GeoPoint?: GeoPointResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductContent?: ProductContentResolvers<ContextType>;
  ProductOption?: ProductOptionResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  ProductAttribute?: ProductAttributeResolvers<ContextType>;
  Media?: MediaResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  SelectedOption?: SelectedOptionResolvers<ContextType>;
  ProductVariantConnection?: ProductVariantConnectionResolvers<ContextType>;
  ProductVariantEdge?: ProductVariantEdgeResolvers<ContextType>;
  SearchResultConnection?: SearchResultConnectionResolvers<ContextType>;
  SearchResultEdge?: SearchResultEdgeResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  FacetBucket?: FacetBucketResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
