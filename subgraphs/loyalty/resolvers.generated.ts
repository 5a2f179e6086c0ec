import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LoyaltyAccountModel as LoyaltyAccountModelModel, LedgerEntryModel as LedgerEntryModelModel, LedgerConnectionModel as LedgerConnectionModelModel, CustomerModel as CustomerModelModel, OrderModel as OrderModelModel, LoyaltyProgramModel as LoyaltyProgramModelModel, LoyaltyBalanceModel as LoyaltyBalanceModelModel, LoyaltyTierModel as LoyaltyTierModelModel, TierProgressModel as TierProgressModelModel, RewardModel as RewardModelModel, RewardConnectionModel as RewardConnectionModelModel } from './models.ts';
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
  /** A loyalty account by its card; null when there is none. */
  readonly loyaltyAccount: Maybe<LoyaltyAccount>;
};


export type QueryLoyaltyAccountArgs = {
  cardNumber: Scalars['String']['input'];
};

export type Customer = {
  readonly id: Scalars['ID']['output'];
  /** The shopper's membership; null when they have none. */
  readonly loyalty: Maybe<LoyaltyAccount>;
};

/** A membership in the loyalty programme. */
export type LoyaltyAccount = {
  /** Ours, stable; the card cannot be read out of it. */
  readonly id: Scalars['ID']['output'];
  /** The number on the card. */
  readonly cardNumber: Scalars['String']['output'];
  /** The member; of a card nobody has registered, the shopper who is known by it alone. */
  readonly customer: Maybe<Customer>;
  /** The programme. */
  readonly program: LoyaltyProgram;
  /** Points. */
  readonly balance: LoyaltyBalance;
  /** Standing; null when the programme has none or none is reached. */
  readonly tier: Maybe<LoyaltyTier>;
  /** The way to the next tier; null when the programme has no tiers that are reached by points. */
  readonly tierProgress: Maybe<TierProgress>;
  /** What moved the balance, newest first. */
  readonly ledger: Maybe<LedgerConnection>;
  /** What points may be spent on, cheapest first; an error where the engine keeps no such list. */
  readonly rewards: Maybe<RewardConnection>;
  /** Where it is recorded. */
  readonly source: SourceRecord;
};


/** A membership in the loyalty programme. */
export type LoyaltyAccountLedgerArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A membership in the loyalty programme. */
export type LoyaltyAccountRewardsArgs = {
  available?: InputMaybe<Scalars['Boolean']['input']>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A loyalty programme. */
export type LoyaltyProgram = {
  /** The loyalty engine's key, sealed. */
  readonly id: Scalars['ID']['output'];
  /** Name. */
  readonly name: Scalars['String']['output'];
  /** What one point is worth when spent; null where the engine does not say. */
  readonly pointValue: Maybe<Money>;
  /** Where points are earned and spent; null where the engine does not say. */
  readonly channels: Maybe<ReadonlyArray<ChannelKind>>;
};

/** Whole points. */
export type LoyaltyBalance = {
  /** To spend now. */
  readonly available: Scalars['Int']['output'];
  /** Earned, not to spend yet. */
  readonly pending: Scalars['Int']['output'];
  /** Held for a redemption under way. */
  readonly reserved: Scalars['Int']['output'];
  /** Points to spend that expire, by day, the next one first; empty when none do. */
  readonly expiring: Maybe<ReadonlyArray<ExpiringPoints>>;
  /** As of when. */
  readonly asOf: Scalars['DateTime']['output'];
};

/** Points that are lost unless they are spent before. */
export type ExpiringPoints = {
  /** How many. */
  readonly points: Scalars['Int']['output'];
  /** The last day on which they may be spent. */
  readonly on: Scalars['Date']['output'];
};

/** A standing in the programme. */
export type LoyaltyTier = {
  /** The loyalty engine's key. */
  readonly id: Scalars['ID']['output'];
  /** Name. */
  readonly name: Scalars['String']['output'];
  /** 1 is the lowest. */
  readonly rank: Scalars['Int']['output'];
  /** Last day; null when it does not end, and of a tier that is not reached yet. */
  readonly validUntil: Maybe<Scalars['Date']['output']>;
  /** What it brings, in the programme's words. */
  readonly benefits: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** The way to the next tier. */
export type TierProgress = {
  /** The next tier; null at the top. */
  readonly next: Maybe<LoyaltyTier>;
  /** What is missing of `metric`; 0 at the top. */
  readonly needed: Scalars['Int']['output'];
  /** What is counted, in the programme's words: the name of its status points. */
  readonly metric: Scalars['String']['output'];
};

/** A page of rewards. */
export type RewardConnection = {
  /** The entries, cheapest first. */
  readonly edges: ReadonlyArray<RewardEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
};

/** A reward in a page. */
export type RewardEdge = {
  /** The reward. */
  readonly node: Reward;
  /** Where to go on after it. */
  readonly cursor: Scalars['String']['output'];
};

/** Something points may be spent on, as the member of this account sees it. */
export type Reward = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** Name. */
  readonly name: Scalars['String']['output'];
  /** Points it costs. */
  readonly cost: Scalars['Int']['output'];
  /** `VOUCHER` of a fixed amount, `DISCOUNT` in percent, `PRODUCT` or service, `OTHER`. */
  readonly kind: Scalars['String']['output'];
  /** Where it may be used; empty for everywhere. */
  readonly channels: ReadonlyArray<ChannelKind>;
  /** Whether the member may have it now, in the channel of `X-Channel` if there is one. */
  readonly eligible: Scalars['Boolean']['output'];
  /** Everything that stands in the way: `POINTS_MISSING`, `TIER`, `CHANNEL`, `NOT_YET`, `EXPIRED`; empty when eligible. */
  readonly reasons: ReadonlyArray<Scalars['String']['output']>;
  /** First day; null when open. */
  readonly startsOn: Maybe<Scalars['Date']['output']>;
  /** Last day; null when it does not end. */
  readonly expiresOn: Maybe<Scalars['Date']['output']>;
};

/** A page of movements. */
export type LedgerConnection = {
  /** The entries. */
  readonly edges: ReadonlyArray<LedgerEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A movement in a page. */
export type LedgerEdge = {
  /** The movement. */
  readonly node: LedgerEntry;
  /** Where to go on after it. */
  readonly cursor: Scalars['String']['output'];
};

/** One movement of points. */
export type LedgerEntry = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Why, in a word. */
  readonly kind: LedgerKind;
  /** Gained, or lost when negative. */
  readonly points: Scalars['Int']['output'];
  /** Where; null when not recorded. */
  readonly channel: Maybe<Channel>;
  /** The order it came from; null when it came from none. */
  readonly order: Maybe<Order>;
  /** Why, in the programme's words; null when not recorded. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** The last day on which these points may be spent; null when they do not expire, or the engine does not say. */
  readonly expiresOn: Maybe<Scalars['Date']['output']>;
  /** The balance after it, as the engine counts; null where it does not say. */
  readonly balanceAfter: Maybe<Scalars['Int']['output']>;
  /** The entry it takes back; null when it takes back none, or the engine does not say. */
  readonly reverses: Maybe<Scalars['ID']['output']>;
  /** Where it is recorded. */
  readonly source: SourceRecord;
};

/** Kinds of movement. */
export type LedgerKind =
  /** Earned by a purchase. */
  | 'EARN'
  /** Given. */
  | 'BONUS'
  /** Spent. */
  | 'REDEEM'
  /** Lost with time. */
  | 'EXPIRE'
  /** Put right. */
  | 'ADJUST'
  /** Undone. */
  | 'REVERSE'
  /** From or to another account. */
  | 'TRANSFER';

export type Order = {
  readonly id: Scalars['ID']['output'];
  /** The points it moved, oldest first; empty when it moved none. */
  readonly loyaltyEntries: Maybe<ReadonlyArray<LedgerEntry>>;
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
  Customer: Customer;
  LoyaltyAccount: LoyaltyAccount;
  Order: Order;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  LoyaltyAccount:
    ( { __typename: 'LoyaltyAccount' }
    & ( GraphQLRecursivePick<FederationTypes['LoyaltyAccount'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['LoyaltyAccount'], {"cardNumber":true}> ) );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
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
  Customer: ResolverTypeWrapper<CustomerModelModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  LoyaltyAccount: ResolverTypeWrapper<LoyaltyAccountModelModel>;
  LoyaltyProgram: ResolverTypeWrapper<LoyaltyProgramModelModel>;
  LoyaltyBalance: ResolverTypeWrapper<LoyaltyBalanceModelModel>;
  ExpiringPoints: ResolverTypeWrapper<ExpiringPoints>;
  LoyaltyTier: ResolverTypeWrapper<LoyaltyTierModelModel>;
  TierProgress: ResolverTypeWrapper<TierProgressModelModel>;
  RewardConnection: ResolverTypeWrapper<RewardConnectionModelModel>;
  RewardEdge: ResolverTypeWrapper<Omit<RewardEdge, 'node'> & { node: ResolversTypes['Reward'] }>;
  Reward: ResolverTypeWrapper<RewardModelModel>;
  LedgerConnection: ResolverTypeWrapper<LedgerConnectionModelModel>;
  LedgerEdge: ResolverTypeWrapper<Omit<LedgerEdge, 'node'> & { node: ResolversTypes['LedgerEntry'] }>;
  LedgerEntry: ResolverTypeWrapper<LedgerEntryModelModel>;
  LedgerKind: LedgerKind;
  Order: ResolverTypeWrapper<OrderModelModel>;
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
  Customer: CustomerModelModel;
  ID: Scalars['ID']['output'];
  LoyaltyAccount: LoyaltyAccountModelModel;
  LoyaltyProgram: LoyaltyProgramModelModel;
  LoyaltyBalance: LoyaltyBalanceModelModel;
  ExpiringPoints: ExpiringPoints;
  LoyaltyTier: LoyaltyTierModelModel;
  TierProgress: TierProgressModelModel;
  RewardConnection: RewardConnectionModelModel;
  RewardEdge: Omit<RewardEdge, 'node'> & { node: ResolversParentTypes['Reward'] };
  Reward: RewardModelModel;
  LedgerConnection: LedgerConnectionModelModel;
  LedgerEdge: Omit<LedgerEdge, 'node'> & { node: ResolversParentTypes['LedgerEntry'] };
  LedgerEntry: LedgerEntryModelModel;
  Order: OrderModelModel;
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
  loyaltyAccount?: Resolver<Maybe<ResolversTypes['LoyaltyAccount']>, ParentType, ContextType, RequireFields<QueryLoyaltyAccountArgs, 'cardNumber'>>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loyalty?: Resolver<Maybe<ResolversTypes['LoyaltyAccount']>, ParentType, ContextType>;
};

export type LoyaltyAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LoyaltyAccount'] = ResolversParentTypes['LoyaltyAccount'], FederationReferenceType extends FederationReferenceTypes['LoyaltyAccount'] = FederationReferenceTypes['LoyaltyAccount']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LoyaltyAccount']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cardNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  program?: Resolver<ResolversTypes['LoyaltyProgram'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['LoyaltyBalance'], ParentType, ContextType>;
  tier?: Resolver<Maybe<ResolversTypes['LoyaltyTier']>, ParentType, ContextType>;
  tierProgress?: Resolver<Maybe<ResolversTypes['TierProgress']>, ParentType, ContextType>;
  ledger?: Resolver<Maybe<ResolversTypes['LedgerConnection']>, ParentType, ContextType, RequireFields<LoyaltyAccountLedgerArgs, 'first'>>;
  rewards?: Resolver<Maybe<ResolversTypes['RewardConnection']>, ParentType, ContextType, RequireFields<LoyaltyAccountRewardsArgs, 'available' | 'first'>>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type LoyaltyProgramResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LoyaltyProgram'] = ResolversParentTypes['LoyaltyProgram']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pointValue?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  channels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChannelKind']>>, ParentType, ContextType>;
};

export type LoyaltyBalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LoyaltyBalance'] = ResolversParentTypes['LoyaltyBalance']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiring?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ExpiringPoints']>>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ExpiringPointsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExpiringPoints'] = ResolversParentTypes['ExpiringPoints']> = {
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type LoyaltyTierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LoyaltyTier'] = ResolversParentTypes['LoyaltyTier']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  benefits?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type TierProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TierProgress'] = ResolversParentTypes['TierProgress']> = {
  next?: Resolver<Maybe<ResolversTypes['LoyaltyTier']>, ParentType, ContextType>;
  needed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RewardConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RewardConnection'] = ResolversParentTypes['RewardConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RewardEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RewardEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RewardEdge'] = ResolversParentTypes['RewardEdge']> = {
  node?: Resolver<ResolversTypes['Reward'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RewardResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reward'] = ResolversParentTypes['Reward']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['ChannelKind']>, ParentType, ContextType>;
  eligible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  startsOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  expiresOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type LedgerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerConnection'] = ResolversParentTypes['LedgerConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LedgerEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type LedgerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerEdge'] = ResolversParentTypes['LedgerEdge']> = {
  node?: Resolver<ResolversTypes['LedgerEntry'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LedgerEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerEntry'] = ResolversParentTypes['LedgerEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LedgerKind'], ParentType, ContextType>;
  points?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['Channel']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  balanceAfter?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reverses?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  loyaltyEntries?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LedgerEntry']>>, ParentType, ContextType>;
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
  Customer?: CustomerResolvers<ContextType>;
  LoyaltyAccount?: LoyaltyAccountResolvers<ContextType>;
  LoyaltyProgram?: LoyaltyProgramResolvers<ContextType>;
  LoyaltyBalance?: LoyaltyBalanceResolvers<ContextType>;
  ExpiringPoints?: ExpiringPointsResolvers<ContextType>;
  LoyaltyTier?: LoyaltyTierResolvers<ContextType>;
  TierProgress?: TierProgressResolvers<ContextType>;
  RewardConnection?: RewardConnectionResolvers<ContextType>;
  RewardEdge?: RewardEdgeResolvers<ContextType>;
  Reward?: RewardResolvers<ContextType>;
  LedgerConnection?: LedgerConnectionResolvers<ContextType>;
  LedgerEdge?: LedgerEdgeResolvers<ContextType>;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
