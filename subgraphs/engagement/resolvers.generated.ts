import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CustomerModel as CustomerModelModel, OrderModel as OrderModelModel, CustomerPreferencesModel as CustomerPreferencesModelModel, ConversationModel as ConversationModelModel, ConversationEdgeModel as ConversationEdgeModelModel, ConversationConnectionModel as ConversationConnectionModelModel, ConversationMessageModel as ConversationMessageModelModel, ConversationMessageEdgeModel as ConversationMessageEdgeModelModel, ConversationMessageConnectionModel as ConversationMessageConnectionModelModel } from './models.ts';
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
  /** One conversation; null when there is none by this id. */
  readonly conversation: Maybe<Conversation>;
  /** What the service desk has, newest opened first: of a shopper, about an order, or everybody's. */
  readonly conversations: Maybe<ConversationConnection>;
};


export type QueryConversationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryConversationsArgs = {
  where: ConversationFilter;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Customer = {
  readonly id: Scalars['ID']['output'];
  /** What the shopper likes and which sizes they wear; null when there is no such shopper. */
  readonly preferences: Maybe<CustomerPreferences>;
  /** What the shopper and the service desk wrote and said, newest opened first. */
  readonly conversations: Maybe<ConversationConnection>;
};


export type CustomerConversationsArgs = {
  status?: InputMaybe<ReadonlyArray<ConversationStatus>>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Order = {
  readonly id: Scalars['ID']['output'];
  /** The conversations about this order, newest opened first; null only when a service desk could not tell. */
  readonly conversations: Maybe<ReadonlyArray<Conversation>>;
};


export type OrderConversationsArgs = {
  first?: Scalars['Int']['input'];
};

export type Store = {
  readonly id: Scalars['ID']['output'];
};

/** Which conversations. */
export type ConversationFilter = {
  /** Of this shopper. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** About this order. */
  readonly orderId?: InputMaybe<Scalars['ID']['input']>;
  /** Only in these states; all when left out. */
  readonly status?: InputMaybe<ReadonlyArray<ConversationStatus>>;
};

/** How far a conversation has come. */
export type ConversationStatus =
  /** Begun. */
  | 'OPEN'
  /** The shopper is to answer. */
  | 'WAITING_CUSTOMER'
  /** The desk is to answer. */
  | 'WAITING_AGENT'
  /** Settled, and may be taken up again. */
  | 'RESOLVED'
  /** Over. */
  | 'CLOSED';

/** One matter a shopper wrote or called about, whatever the channels. */
export type Conversation = {
  /** Ours, stable, and says nothing. */
  readonly id: Scalars['ID']['output'];
  /** What it is about, in the desk's words; null without. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** How far it has come. */
  readonly status: ConversationStatus;
  /** The channels its messages came through, in the order of their first message. */
  readonly channels: Maybe<ReadonlyArray<ChannelKind>>;
  /** The shopper; null when the desk has recognised nobody. */
  readonly customer: Maybe<Customer>;
  /** The order it is about; null when it is about none. */
  readonly order: Maybe<Order>;
  /** Name of the person or queue who has it; null without. */
  readonly assignedTo: Maybe<Scalars['String']['output']>;
  /** Everything said to and by the shopper, over every channel, oldest first. What agents write for each other is not in it. */
  readonly messages: Maybe<ConversationMessageConnection>;
  /** What was said last; null when nothing was said yet. */
  readonly lastMessage: Maybe<ConversationMessage>;
  /** When it began. */
  readonly openedAt: Scalars['DateTime']['output'];
  /** When the last message was; null when nothing was said yet. */
  readonly lastMessageAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it is recorded. */
  readonly source: SourceRecord;
};


/** One matter a shopper wrote or called about, whatever the channels. */
export type ConversationMessagesArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Something said. */
export type ConversationMessage = {
  /** Ours, stable, and says nothing. */
  readonly id: Scalars['ID']['output'];
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** By whom. */
  readonly author: MessageAuthor;
  /** Through which channel; networks are told apart by its code. */
  readonly channel: Channel;
  /** Plain text; null when nothing was written, a picture for example. Words that the desk does not hold are an error, UNSUPPORTED. */
  readonly text: Maybe<Scalars['String']['output']>;
};

/** Who said something. */
export type MessageAuthor =
  /** The shopper. */
  | 'CUSTOMER'
  /** A person at the desk. */
  | 'AGENT'
  /** A program that answers. */
  | 'BOT'
  /** The system itself. */
  | 'SYSTEM';

/** A page of messages, oldest first. */
export type ConversationMessageConnection = {
  /** The messages. */
  readonly edges: ReadonlyArray<ConversationMessageEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** What came of asking; PARTIAL when the desk knows of messages that it does not hold. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A message in its place. */
export type ConversationMessageEdge = {
  /** The message. */
  readonly node: ConversationMessage;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** A page of conversations, newest opened first. */
export type ConversationConnection = {
  /** The conversations. */
  readonly edges: ReadonlyArray<ConversationEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** What came of asking each service desk. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A conversation in its place. */
export type ConversationEdge = {
  /** The conversation. */
  readonly node: Conversation;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** What a shopper likes, worked out from what they bought and brought back in their newest 50 orders. */
export type CustomerPreferences = {
  /** The size they wear in each category, surest first. Categories in which nothing speaks for one size are left out. */
  readonly sizes: ReadonlyArray<SizePreference>;
  /** The categories they kept most of, most first, at most five. */
  readonly favouriteCategories: ReadonlyArray<Scalars['String']['output']>;
  /** The store they bought in most often; null when they bought in none, or in several equally often. */
  readonly favouriteStore: Maybe<Store>;
  /**
   * What came of asking each system for purchases and for products; a preference is as good as what answered. PARTIAL also where
   * there are older orders than the newest 50, which are not counted.
   */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A size a shopper wears. */
export type SizePreference = {
  /** Name of the category, in the viewer's language. */
  readonly category: Scalars['String']['output'];
  /** The size, as the catalogue writes it. */
  readonly size: Scalars['String']['output'];
  /** The system the size is of, `EU` for example; null where the catalogue names none. */
  readonly sizeSystem: Maybe<Scalars['String']['output']>;
  /** How sure: 0 to 1. Rises with what was kept, falls with what came back, with other sizes kept, and with age. */
  readonly confidence: Scalars['Float']['output'];
  /** What it is drawn from. */
  readonly basis: PreferenceBasis;
  /** How many purchases and returns in this category it is drawn from. */
  readonly observations: Scalars['Int']['output'];
  /** When the size was last kept. */
  readonly lastSeenAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it was bought. */
  readonly channels: ReadonlyArray<ChannelKind>;
};

/** What a preference is drawn from. */
export type PreferenceBasis =
  /** The shopper said so. */
  | 'DECLARED'
  /** What they bought and kept. */
  | 'PURCHASES'
  /** What they brought back. */
  | 'RETURNS'
  /** What they looked at. */
  | 'BROWSING';



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
  Order: Order;
  Conversation: Conversation;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Conversation:
    ( { __typename: 'Conversation' }
    & GraphQLRecursivePick<FederationTypes['Conversation'], {"id":true}> );
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
  Customer: ResolverTypeWrapper<CustomerModelModel>;
  Order: ResolverTypeWrapper<OrderModelModel>;
  Store: ResolverTypeWrapper<Store>;
  ConversationFilter: ConversationFilter;
  ConversationStatus: ConversationStatus;
  Conversation: ResolverTypeWrapper<ConversationModelModel>;
  ConversationMessage: ResolverTypeWrapper<ConversationMessageModelModel>;
  MessageAuthor: MessageAuthor;
  ConversationMessageConnection: ResolverTypeWrapper<ConversationMessageConnectionModelModel>;
  ConversationMessageEdge: ResolverTypeWrapper<ConversationMessageEdgeModelModel>;
  ConversationConnection: ResolverTypeWrapper<ConversationConnectionModelModel>;
  ConversationEdge: ResolverTypeWrapper<ConversationEdgeModelModel>;
  CustomerPreferences: ResolverTypeWrapper<CustomerPreferencesModelModel>;
  SizePreference: ResolverTypeWrapper<SizePreference>;
  PreferenceBasis: PreferenceBasis;
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
  Customer: CustomerModelModel;
  Order: OrderModelModel;
  Store: Store;
  ConversationFilter: ConversationFilter;
  Conversation: ConversationModelModel;
  ConversationMessage: ConversationMessageModelModel;
  ConversationMessageConnection: ConversationMessageConnectionModelModel;
  ConversationMessageEdge: ConversationMessageEdgeModelModel;
  ConversationConnection: ConversationConnectionModelModel;
  ConversationEdge: ConversationEdgeModelModel;
  CustomerPreferences: CustomerPreferencesModelModel;
  SizePreference: SizePreference;
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
  conversation?: Resolver<Maybe<ResolversTypes['Conversation']>, ParentType, ContextType, RequireFields<QueryConversationArgs, 'id'>>;
  conversations?: Resolver<Maybe<ResolversTypes['ConversationConnection']>, ParentType, ContextType, RequireFields<QueryConversationsArgs, 'where' | 'first'>>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  preferences?: Resolver<Maybe<ResolversTypes['CustomerPreferences']>, ParentType, ContextType>;
  conversations?: Resolver<Maybe<ResolversTypes['ConversationConnection']>, ParentType, ContextType, RequireFields<CustomerConversationsArgs, 'first'>>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  conversations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Conversation']>>, ParentType, ContextType, RequireFields<OrderConversationsArgs, 'first'>>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ConversationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Conversation'] = ResolversParentTypes['Conversation'], FederationReferenceType extends FederationReferenceTypes['Conversation'] = FederationReferenceTypes['Conversation']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Conversation']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ConversationStatus'], ParentType, ContextType>;
  channels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChannelKind']>>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  assignedTo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  messages?: Resolver<Maybe<ResolversTypes['ConversationMessageConnection']>, ParentType, ContextType, RequireFields<ConversationMessagesArgs, 'first'>>;
  lastMessage?: Resolver<Maybe<ResolversTypes['ConversationMessage']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastMessageAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type ConversationMessageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationMessage'] = ResolversParentTypes['ConversationMessage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  author?: Resolver<ResolversTypes['MessageAuthor'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ConversationMessageConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationMessageConnection'] = ResolversParentTypes['ConversationMessageConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConversationMessageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type ConversationMessageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationMessageEdge'] = ResolversParentTypes['ConversationMessageEdge']> = {
  node?: Resolver<ResolversTypes['ConversationMessage'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ConversationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationConnection'] = ResolversParentTypes['ConversationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConversationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type ConversationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConversationEdge'] = ResolversParentTypes['ConversationEdge']> = {
  node?: Resolver<ResolversTypes['Conversation'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CustomerPreferencesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerPreferences'] = ResolversParentTypes['CustomerPreferences']> = {
  sizes?: Resolver<ReadonlyArray<ResolversTypes['SizePreference']>, ParentType, ContextType>;
  favouriteCategories?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  favouriteStore?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type SizePreferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SizePreference'] = ResolversParentTypes['SizePreference']> = {
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeSystem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['PreferenceBasis'], ParentType, ContextType>;
  observations?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['ChannelKind']>, ParentType, ContextType>;
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
  Order?: OrderResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  Conversation?: ConversationResolvers<ContextType>;
  ConversationMessage?: ConversationMessageResolvers<ContextType>;
  ConversationMessageConnection?: ConversationMessageConnectionResolvers<ContextType>;
  ConversationMessageEdge?: ConversationMessageEdgeResolvers<ContextType>;
  ConversationConnection?: ConversationConnectionResolvers<ContextType>;
  ConversationEdge?: ConversationEdgeResolvers<ContextType>;
  CustomerPreferences?: CustomerPreferencesResolvers<ContextType>;
  SizePreference?: SizePreferenceResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
