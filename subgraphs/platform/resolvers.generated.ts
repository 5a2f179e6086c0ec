import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
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
  /** Every system the graph is sewn over and how it does, from the calls the graph's processes made. */
  readonly sourceSystems: Maybe<ReadonlyArray<SourceSystemHealth>>;
  /** What systems are still to be told and what was given up, oldest first; without a state what is QUEUED or DEAD. */
  readonly outbox: Maybe<OutboxConnection>;
  /** One entry of the outbox; null when there is none of that id. */
  readonly outboxEntry: Maybe<OutboxEntry>;
};


export type QueryOutboxArgs = {
  state?: InputMaybe<OutboxState>;
  system?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryOutboxEntryArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  /** Delivers an entry that was given up once more, at once. What may have been done is asked for before it is repeated. */
  readonly outboxRetry: OutboxPayload;
  /** Gives an entry up for good: its system is not told, and what waits behind it goes on. A wish to cancel an order ends with its entry. */
  readonly outboxDiscard: OutboxPayload;
};


export type MutationOutboxRetryArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};


export type MutationOutboxDiscardArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};

/** Something a system is still to be told, or was. */
export type OutboxEntry = {
  /** Its id. */
  readonly id: Scalars['ID']['output'];
  /** The system's name in the retailer's configuration. */
  readonly system: Scalars['String']['output'];
  /** What is to be done: `order.place`. */
  readonly kind: Scalars['String']['output'];
  /** How it stands. */
  readonly state: OutboxState;
  /** How often it was begun. */
  readonly attempts: Scalars['Int']['output'];
  /** When it was queued. */
  readonly queuedAt: Scalars['DateTime']['output'];
  /** Not before then. */
  readonly dueAt: Scalars['DateTime']['output'];
  /** Since when an attempt may have been done without an answer; null while none was. The system is asked before it is repeated. */
  readonly doubtfulSince: Maybe<Scalars['DateTime']['output']>;
  /** The code of the last failure, of the list of error codes; null before one. */
  readonly failure: Maybe<Scalars['String']['output']>;
  /** When it was done, or discarded; null before. */
  readonly doneAt: Maybe<Scalars['DateTime']['output']>;
};

/** A page of the outbox. */
export type OutboxConnection = {
  /** The entries, oldest first. */
  readonly edges: ReadonlyArray<OutboxEdge>;
  /** Where the page stands in the list. */
  readonly pageInfo: PageInfo;
};

/** An entry in its list. */
export type OutboxEdge = {
  /** The entry. */
  readonly node: OutboxEntry;
  /** Where it stands. */
  readonly cursor: Scalars['String']['output'];
};

/** How an entry of the outbox stands. */
export type OutboxState =
  /** To be delivered. */
  | 'QUEUED'
  /** Delivered. */
  | 'DONE'
  /** Given up: somebody has to look. What is queued behind it waits. */
  | 'DEAD'
  /** Given up by an operator. */
  | 'DISCARDED';

/** What came of a change of the outbox. */
export type OutboxPayload = {
  /** True when an earlier call with the same idempotency key did it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The entry as it now stands; null when there is none. */
  readonly entry: Maybe<OutboxEntry>;
  /** Why it was not done; empty when it was. */
  readonly userErrors: ReadonlyArray<OutboxUserError>;
};

/** Why an outbox entry was not changed. */
export type OutboxUserError = UserError & {
  /** What is wrong. */
  readonly code: OutboxErrorCode;
  /** The same in a sentence. */
  readonly message: Scalars['String']['output'];
  /** The argument it is about. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Whether the same may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What may be wrong with a change of the outbox. */
export type OutboxErrorCode =
  /** There is no entry of that id. */
  | 'NOT_FOUND'
  /** Its state does not allow it: only what was given up is delivered once more, and only what is not done is discarded. */
  | 'NOT_ALLOWED';

/** How one system does. */
export type SourceSystemHealth = {
  /** The kind of system. */
  readonly system: SourceSystemKind;
  /** Its name in the retailer's configuration. */
  readonly instance: Maybe<Scalars['String']['output']>;
  /** What came of the last call. */
  readonly status: SourceStatus;
  /** 95 % of the calls of the last minutes took no longer, milliseconds, in the slowest process; null before the first call. */
  readonly p95Millis: Maybe<Scalars['Int']['output']>;
  /** Share of the last minutes' calls that failed, 0 to 1; null before the first call. */
  readonly errorRate: Maybe<Scalars['Float']['output']>;
  /** The state of its breaker. */
  readonly circuit: CircuitState;
  /** How often it was asked in the last minute, repetitions included, per second. */
  readonly ratePerSecond: Maybe<Scalars['Float']['output']>;
  /** How many calls the system says it takes in a period of its own choosing (Salesforce: 24 hours); null where it does not say. */
  readonly rateLimit: Maybe<Scalars['Int']['output']>;
  /** When a call last succeeded; null when none has. */
  readonly lastSuccessAt: Maybe<Scalars['DateTime']['output']>;
  /** The capabilities it answers, in the graph's words: `orders`, `stock`. */
  readonly owns: ReadonlyArray<Scalars['String']['output']>;
  /** How it may be asked, as configured; null for what is not asked over a network: a folder, an index. */
  readonly limits: Maybe<CallLimits>;
};

/** How the graph asks one system, each process for itself: see the operator's guide. */
export type CallLimits = {
  /** Longest time for one attempt, milliseconds; never longer than the request has left. */
  readonly timeoutMillis: Scalars['Int']['output'];
  /** Calls under way at once. */
  readonly concurrency: Scalars['Int']['output'];
  /** Calls that may wait for a place; one more is refused at once. */
  readonly queue: Scalars['Int']['output'];
  /** Failures in a row that open its breaker. */
  readonly breakAfter: Scalars['Int']['output'];
  /** How long an open breaker waits before it lets one call through, milliseconds. */
  readonly breakMillis: Scalars['Int']['output'];
  /** Most repetitions of one safe read. */
  readonly retries: Scalars['Int']['output'];
  /** Most repetitions per hundred calls. */
  readonly retryPercent: Scalars['Int']['output'];
};

/** The state of a breaker. */
export type CircuitState =
  /** Calls pass. */
  | 'CLOSED'
  /** One call is let through to see. */
  | 'HALF_OPEN'
  /** Calls are refused at once. */
  | 'OPEN';



export type ResolverTypeWrapper<T> = Promise<T> | T;


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




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( OutboxUserError );
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
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OutboxEntry: ResolverTypeWrapper<OutboxEntry>;
  OutboxConnection: ResolverTypeWrapper<OutboxConnection>;
  OutboxEdge: ResolverTypeWrapper<OutboxEdge>;
  OutboxState: OutboxState;
  OutboxPayload: ResolverTypeWrapper<OutboxPayload>;
  OutboxUserError: ResolverTypeWrapper<OutboxUserError>;
  OutboxErrorCode: OutboxErrorCode;
  SourceSystemHealth: ResolverTypeWrapper<SourceSystemHealth>;
  CallLimits: ResolverTypeWrapper<CallLimits>;
  CircuitState: CircuitState;
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
  Mutation: Record<PropertyKey, never>;
  OutboxEntry: OutboxEntry;
  OutboxConnection: OutboxConnection;
  OutboxEdge: OutboxEdge;
  OutboxPayload: OutboxPayload;
  OutboxUserError: OutboxUserError;
  SourceSystemHealth: SourceSystemHealth;
  CallLimits: CallLimits;
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
  __resolveType: TypeResolveFn<'OutboxUserError', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  sourceSystems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SourceSystemHealth']>>, ParentType, ContextType>;
  outbox?: Resolver<Maybe<ResolversTypes['OutboxConnection']>, ParentType, ContextType, RequireFields<QueryOutboxArgs, 'first'>>;
  outboxEntry?: Resolver<Maybe<ResolversTypes['OutboxEntry']>, ParentType, ContextType, RequireFields<QueryOutboxEntryArgs, 'id'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  outboxRetry?: Resolver<ResolversTypes['OutboxPayload'], ParentType, ContextType, RequireFields<MutationOutboxRetryArgs, 'id' | 'idempotencyKey'>>;
  outboxDiscard?: Resolver<ResolversTypes['OutboxPayload'], ParentType, ContextType, RequireFields<MutationOutboxDiscardArgs, 'id' | 'reason' | 'idempotencyKey'>>;
};

export type OutboxEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutboxEntry'] = ResolversParentTypes['OutboxEntry']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OutboxState'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  queuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  doubtfulSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  doneAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type OutboxConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutboxConnection'] = ResolversParentTypes['OutboxConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OutboxEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OutboxEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutboxEdge'] = ResolversParentTypes['OutboxEdge']> = {
  node?: Resolver<ResolversTypes['OutboxEntry'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OutboxPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutboxPayload'] = ResolversParentTypes['OutboxPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  entry?: Resolver<Maybe<ResolversTypes['OutboxEntry']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OutboxUserError']>, ParentType, ContextType>;
};

export type OutboxUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OutboxUserError'] = ResolversParentTypes['OutboxUserError']> = {
  code?: Resolver<ResolversTypes['OutboxErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourceSystemHealthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceSystemHealth'] = ResolversParentTypes['SourceSystemHealth']> = {
  system?: Resolver<ResolversTypes['SourceSystemKind'], ParentType, ContextType>;
  instance?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SourceStatus'], ParentType, ContextType>;
  p95Millis?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  errorRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  circuit?: Resolver<ResolversTypes['CircuitState'], ParentType, ContextType>;
  ratePerSecond?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rateLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lastSuccessAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  owns?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  limits?: Resolver<Maybe<ResolversTypes['CallLimits']>, ParentType, ContextType>;
};

export type CallLimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CallLimits'] = ResolversParentTypes['CallLimits']> = {
  timeoutMillis?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  concurrency?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  queue?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  breakAfter?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  breakMillis?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryPercent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  Mutation?: MutationResolvers<ContextType>;
  OutboxEntry?: OutboxEntryResolvers<ContextType>;
  OutboxConnection?: OutboxConnectionResolvers<ContextType>;
  OutboxEdge?: OutboxEdgeResolvers<ContextType>;
  OutboxPayload?: OutboxPayloadResolvers<ContextType>;
  OutboxUserError?: OutboxUserErrorResolvers<ContextType>;
  SourceSystemHealth?: SourceSystemHealthResolvers<ContextType>;
  CallLimits?: CallLimitsResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
