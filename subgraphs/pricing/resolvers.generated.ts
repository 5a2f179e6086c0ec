import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProductVariantModel as ProductVariantModelModel, TaxedMoneyModel as TaxedMoneyModelModel, VariantPriceModel as VariantPriceModelModel, PromotionModel as PromotionModelModel, AppliedPromotionModel as AppliedPromotionModelModel, PromotionConnectionModel as PromotionConnectionModelModel, QuoteLineModel as QuoteLineModelModel, RejectedCodeModel as RejectedCodeModelModel, PriceQuoteModel as PriceQuoteModelModel } from './models.ts';
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
  /** Promotions that run, nearest first when `near` is given, else those that began last first. Of those for some shoppers only what `customerId` may have. */
  readonly promotions: Maybe<PromotionConnection>;
  /** What a basket costs here and now with the best legal combination of promotions. Writes nothing and holds no price. */
  readonly priceQuote: Maybe<PriceQuote>;
};


export type QueryPromotionsArgs = {
  where: PromotionFilter;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPriceQuoteArgs = {
  input: PriceQuoteInput;
};

export type ProductVariant = {
  readonly sku: Scalars['String']['output'];
  /** Price of one unit for a channel, store, quantity and instant; null when the system of record has none for it. */
  readonly price: Maybe<VariantPrice>;
};


export type ProductVariantPriceArgs = {
  channel?: InputMaybe<ChannelKind>;
  storeId?: InputMaybe<Scalars['ID']['input']>;
  at?: InputMaybe<Scalars['DateTime']['input']>;
  quantity?: InputMaybe<Scalars['Int']['input']>;
};

/** The price everybody pays for one unit, before promotions of a basket. */
export type VariantPrice = {
  /** For one unit. */
  readonly unitPrice: TaxedMoney;
  /** The regular price, while `unitPrice` is a lower promotional one; null without a reduction. */
  readonly compareAtPrice: Maybe<TaxedMoney>;
  /** While reduced: the lowest price of the 30 days before the reduction began, to be shown beside it (Directive 98/6/EC, art. 6a). Null without a reduction, and where there was no price. */
  readonly lowestPrior30Days: Maybe<Money>;
  /** The channel it holds for. */
  readonly channel: Channel;
  /** The store it holds for; null away from stores. */
  readonly storeId: Maybe<Scalars['ID']['output']>;
  /** Promotions for everybody, without a code, that would take something off `quantity` of this alone; each with what it would take off by itself. Null when nobody knows (an error says why). */
  readonly promotions: Maybe<ReadonlyArray<AppliedPromotion>>;
  /** From when it holds; null when it always has. */
  readonly validFrom: Maybe<Scalars['DateTime']['output']>;
  /** Until when it holds, exclusive; null while no end is known. */
  readonly validUntil: Maybe<Scalars['DateTime']['output']>;
  /** Where it comes from. */
  readonly source: SourceRecord;
};

/** A promotion that counts, and what it takes off. */
export type AppliedPromotion = {
  /** The promotion. */
  readonly promotion: Maybe<Promotion>;
  /** Its name, for shoppers. */
  readonly label: Scalars['String']['output'];
  /** What it takes off, gross; zero for shipping that is not known yet, and for points. */
  readonly amount: Money;
  /** The code that was given for it; null when it takes none. */
  readonly code: Maybe<Scalars['String']['output']>;
};

/** A promise of the retailer's: what is cheaper, where, for whom, until when. */
export type Promotion = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** Name, for shoppers. */
  readonly name: Scalars['String']['output'];
  /** What it gives. */
  readonly kind: PromotionKind;
  /** Where it is good; every channel when empty. */
  readonly channels: ReadonlyArray<ChannelKind>;
  /** The stores it is good in; null when in all, and away from them. */
  readonly stores: Maybe<ReadonlyArray<Store>>;
  /** Whether a code must be given. */
  readonly needsCode: Scalars['Boolean']['output'];
  /** The codes; empty when it takes none. */
  readonly codes: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** From when, by the clocks of `timeZone`; null when it always has run. */
  readonly startsAt: Maybe<Scalars['DateTime']['output']>;
  /** Until when, exclusive; null while no end is known. */
  readonly endsAt: Maybe<Scalars['DateTime']['output']>;
  /** The zone its days are of: its stores' where they share one, else the retailer's. A quote goes by its own store's. */
  readonly timeZone: Scalars['TimeZone']['output'];
  /** Whether it goes together with others that do. */
  readonly stackable: Scalars['Boolean']['output'];
  /** What the goods it is for must at least cost, gross; null without a minimum. */
  readonly minimum: Maybe<Money>;
  /** For whom: `members`, `tier:NAME`, `segment:NAME`, any of them; null for everybody. */
  readonly audience: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Only near a store; null when anywhere, or when nobody knows where that store is. */
  readonly geofence: Maybe<Geofence>;
  /** Where it is stated. */
  readonly source: SourceRecord;
};

/** What a promotion gives. */
export type PromotionKind =
  /** A percentage off. */
  | 'PERCENT'
  /** An amount off. */
  | 'AMOUNT'
  /** Some units cheaper when so many are bought: «2ème à −50 %». */
  | 'BUY_X_GET_Y'
  /** Shipping for nothing. */
  | 'FREE_SHIPPING'
  /** More loyalty points. */
  | 'POINTS_MULTIPLIER';

/** An area around a point. */
export type Geofence = {
  /** Its middle: the store. */
  readonly center: GeoPoint;
  /** How far it reaches. */
  readonly radiusMeters: Scalars['Int']['output'];
};

export type Store = {
  readonly id: Scalars['ID']['output'];
};

/** Which promotions; what is left out does not narrow. */
export type PromotionFilter = {
  /** Good in this channel. */
  readonly channel?: InputMaybe<ChannelKind>;
  /** Good in this store; its own zone decides whether they run. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
  /** Of places around this point only: those with a geofence that it is in, and those of stores near it. */
  readonly near?: InputMaybe<GeoPointInput>;
  /** How near a store must be, 1 to 20,000,000; 5,000 when left out. A geofence has its own radius. */
  readonly radiusMeters?: InputMaybe<Scalars['Int']['input']>;
  /** Taking this code. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** Also those that this shopper belongs to the audience of: the viewer, or one whom the viewer may see. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Running then; now when left out. */
  readonly activeAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A page of promotions. */
export type PromotionConnection = {
  /** The entries. */
  readonly edges: ReadonlyArray<PromotionEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A promotion in a page. */
export type PromotionEdge = {
  /** The promotion. */
  readonly node: Promotion;
  /** Where to go on after it. */
  readonly cursor: Scalars['String']['output'];
  /** From `near` to the nearest place it is good at, as the crow flies; null without `near`. */
  readonly distanceMeters: Maybe<Scalars['Int']['output']>;
};

/** A basket to be priced. */
export type PriceQuoteInput = {
  /** 1 to 100 lines. */
  readonly lines: ReadonlyArray<QuoteLineInput>;
  /** Where it is bought. */
  readonly channel: ChannelKind;
  /** The store it is bought in; away from stores when left out. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
  /** Who buys: the viewer, or one whom the viewer may see; without it only promotions for everybody count. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Codes the shopper gives, at most 20. */
  readonly codes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** When; now when left out. */
  readonly at?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A line to be priced. */
export type QuoteLineInput = {
  /** What. */
  readonly sku: Scalars['String']['input'];
  /** How many, 1 to 9,999. */
  readonly quantity: Scalars['Int']['input'];
};

/** What a basket costs. */
export type PriceQuote = {
  /** In the order they were given in. */
  readonly lines: ReadonlyArray<QuoteLine>;
  /** Of all lines, after promotions, without shipping; null when a line has no price, or when nobody knows (an error says why). */
  readonly total: Maybe<TaxedMoney>;
  /** What promotions take off, gross; null when nobody knows (an error says why). */
  readonly discount: Maybe<Money>;
  /** All promotions that count, also those of shipping and points; null when nobody knows (an error says why). */
  readonly promotions: Maybe<ReadonlyArray<AppliedPromotion>>;
  /** Codes that do not count, and why; null when nobody knows (an error says why). */
  readonly rejectedCodes: Maybe<ReadonlyArray<RejectedCode>>;
  /** Until when at most: how fresh its prices are, and when a promotion begins or ends. */
  readonly validUntil: Scalars['DateTime']['output'];
  /** The graph itself, with the time its oldest part was read. */
  readonly source: SourceRecord;
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A line of a quote. */
export type QuoteLine = {
  /** What. */
  readonly sku: Scalars['String']['output'];
  /** The same, to be shown. */
  readonly variant: Maybe<ProductVariant>;
  /** How many. */
  readonly quantity: Scalars['Int']['output'];
  /** Of one unit, before promotions; null when the system of record has no price. */
  readonly unitPrice: Maybe<TaxedMoney>;
  /** Of all units, after promotions; null when it has no price, or when nobody knows (an error says why). */
  readonly lineTotal: Maybe<TaxedMoney>;
  /** What promotions take off this line; null when nobody knows (an error says why). */
  readonly promotions: Maybe<ReadonlyArray<AppliedPromotion>>;
};

/** A code that does not count. */
export type RejectedCode = {
  /** As it was given. */
  readonly code: Scalars['String']['output'];
  /** Why; of several promotions with the code, of the one that came nearest. */
  readonly reason: CodeRejection;
};

/** Why a code does not count. */
export type CodeRejection =
  /** No promotion takes it. */
  | 'UNKNOWN'
  /** It is over. */
  | 'EXPIRED'
  /** It has not begun. */
  | 'NOT_STARTED'
  /** It is good in other channels or stores. */
  | 'WRONG_CHANNEL'
  /** It is for other shoppers, or for other goods. */
  | 'NOT_ELIGIBLE'
  /** The goods it is for cost too little, or are too few. */
  | 'MINIMUM_NOT_MET'
  /** Others count instead, which take off more. */
  | 'NOT_STACKABLE';



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
  ProductVariant: ProductVariant;
  Promotion: Promotion;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & GraphQLRecursivePick<FederationTypes['ProductVariant'], {"sku":true}> );
  Promotion:
    ( { __typename: 'Promotion' }
    & GraphQLRecursivePick<FederationTypes['Promotion'], {"id":true}> );
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
  TaxedMoney: ResolverTypeWrapper<TaxedMoneyModelModel>;
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
  ProductVariant: ResolverTypeWrapper<ProductVariantModelModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  VariantPrice: ResolverTypeWrapper<VariantPriceModelModel>;
  AppliedPromotion: ResolverTypeWrapper<AppliedPromotionModelModel>;
  Promotion: ResolverTypeWrapper<PromotionModelModel>;
  PromotionKind: PromotionKind;
  Geofence: ResolverTypeWrapper<Geofence>;
  Store: ResolverTypeWrapper<Store>;
  PromotionFilter: PromotionFilter;
  PromotionConnection: ResolverTypeWrapper<PromotionConnectionModelModel>;
  PromotionEdge: ResolverTypeWrapper<Omit<PromotionEdge, 'node'> & { node: ResolversTypes['Promotion'] }>;
  PriceQuoteInput: PriceQuoteInput;
  QuoteLineInput: QuoteLineInput;
  PriceQuote: ResolverTypeWrapper<PriceQuoteModelModel>;
  QuoteLine: ResolverTypeWrapper<QuoteLineModelModel>;
  RejectedCode: ResolverTypeWrapper<RejectedCodeModelModel>;
  CodeRejection: CodeRejection;
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
  TaxedMoney: TaxedMoneyModelModel;
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
  ProductVariant: ProductVariantModelModel;
  ID: Scalars['ID']['output'];
  VariantPrice: VariantPriceModelModel;
  AppliedPromotion: AppliedPromotionModelModel;
  Promotion: PromotionModelModel;
  Geofence: Geofence;
  Store: Store;
  PromotionFilter: PromotionFilter;
  PromotionConnection: PromotionConnectionModelModel;
  PromotionEdge: Omit<PromotionEdge, 'node'> & { node: ResolversParentTypes['Promotion'] };
  PriceQuoteInput: PriceQuoteInput;
  QuoteLineInput: QuoteLineInput;
  PriceQuote: PriceQuoteModelModel;
  QuoteLine: QuoteLineModelModel;
  RejectedCode: RejectedCodeModelModel;
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
  promotions?: Resolver<Maybe<ResolversTypes['PromotionConnection']>, ParentType, ContextType, RequireFields<QueryPromotionsArgs, 'where' | 'first'>>;
  priceQuote?: Resolver<Maybe<ResolversTypes['PriceQuote']>, ParentType, ContextType, RequireFields<QueryPriceQuoteArgs, 'input'>>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<Maybe<ResolversTypes['VariantPrice']>, ParentType, ContextType, RequireFields<ProductVariantPriceArgs, 'quantity'>>;
};

export type VariantPriceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VariantPrice'] = ResolversParentTypes['VariantPrice']> = {
  unitPrice?: Resolver<ResolversTypes['TaxedMoney'], ParentType, ContextType>;
  compareAtPrice?: Resolver<Maybe<ResolversTypes['TaxedMoney']>, ParentType, ContextType>;
  lowestPrior30Days?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  storeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  promotions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AppliedPromotion']>>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type AppliedPromotionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppliedPromotion'] = ResolversParentTypes['AppliedPromotion']> = {
  promotion?: Resolver<Maybe<ResolversTypes['Promotion']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PromotionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Promotion'] = ResolversParentTypes['Promotion'], FederationReferenceType extends FederationReferenceTypes['Promotion'] = FederationReferenceTypes['Promotion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Promotion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PromotionKind'], ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['ChannelKind']>, ParentType, ContextType>;
  stores?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Store']>>, ParentType, ContextType>;
  needsCode?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  codes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  startsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  stackable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  minimum?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  audience?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  geofence?: Resolver<Maybe<ResolversTypes['Geofence']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type GeofenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Geofence'] = ResolversParentTypes['Geofence']> = {
  center?: Resolver<ResolversTypes['GeoPoint'], ParentType, ContextType>;
  radiusMeters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PromotionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PromotionConnection'] = ResolversParentTypes['PromotionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PromotionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type PromotionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PromotionEdge'] = ResolversParentTypes['PromotionEdge']> = {
  node?: Resolver<ResolversTypes['Promotion'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distanceMeters?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PriceQuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceQuote'] = ResolversParentTypes['PriceQuote']> = {
  lines?: Resolver<ReadonlyArray<ResolversTypes['QuoteLine']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['TaxedMoney']>, ParentType, ContextType>;
  discount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  promotions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AppliedPromotion']>>, ParentType, ContextType>;
  rejectedCodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RejectedCode']>>, ParentType, ContextType>;
  validUntil?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type QuoteLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuoteLine'] = ResolversParentTypes['QuoteLine']> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<Maybe<ResolversTypes['TaxedMoney']>, ParentType, ContextType>;
  lineTotal?: Resolver<Maybe<ResolversTypes['TaxedMoney']>, ParentType, ContextType>;
  promotions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AppliedPromotion']>>, ParentType, ContextType>;
};

export type RejectedCodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RejectedCode'] = ResolversParentTypes['RejectedCode']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['CodeRejection'], ParentType, ContextType>;
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
  ProductVariant?: ProductVariantResolvers<ContextType>;
  VariantPrice?: VariantPriceResolvers<ContextType>;
  AppliedPromotion?: AppliedPromotionResolvers<ContextType>;
  Promotion?: PromotionResolvers<ContextType>;
  Geofence?: GeofenceResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  PromotionConnection?: PromotionConnectionResolvers<ContextType>;
  PromotionEdge?: PromotionEdgeResolvers<ContextType>;
  PriceQuote?: PriceQuoteResolvers<ContextType>;
  QuoteLine?: QuoteLineResolvers<ContextType>;
  RejectedCode?: RejectedCodeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
