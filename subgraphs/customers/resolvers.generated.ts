import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CustomerModel as CustomerModelModel, CustomerIdentityModel as CustomerIdentityModelModel, CustomerMatchModel as CustomerMatchModelModel, CustomerMatchResultModel as CustomerMatchResultModelModel, ConsentModel as ConsentModelModel, FieldAlternativeModel as FieldAlternativeModelModel, CustomerPayloadModel as CustomerPayloadModelModel, CustomerUserErrorModel as CustomerUserErrorModelModel, WriteOutcomeModel as WriteOutcomeModelModel } from './models.ts';
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
  /** The viewer as a shopper; null while no system knows them. FORBIDDEN to who is none. */
  readonly me: Maybe<Customer>;
  /** A shopper by any id ever given for them; null when the id was never given. */
  readonly customer: Maybe<Customer>;
  /** Finds a shopper by something they show or say. A match on an e-mail or phone alone is only PROBABLE. */
  readonly customerLookup: Maybe<CustomerMatchResult>;
};


export type QueryCustomerArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCustomerLookupArgs = {
  type: IdentifierType;
  value: Scalars['String']['input'];
};

export type Mutation = {
  /**
   * Changes a shopper's profile: the viewer's own; with the scope `customer:write` anybody's. Each value is written to the system that the graph shows it from, which
   * alone says whether somebody changed it meanwhile; what no system can keep is refused before any is asked.
   */
  readonly customerUpdate: CustomerPayload;
  /**
   * Writes down what a shopper agreed to or refused: the viewer; with the scope `customer:write` anybody. It counts from then on in every channel, unless a wider refusal
   * stands: `Customer.consents` tells what counts, and which records say otherwise.
   */
  readonly consentSet: CustomerPayload;
};


export type MutationCustomerUpdateArgs = {
  input: CustomerUpdateInput;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationConsentSetArgs = {
  input: ConsentInput;
  idempotencyKey: Scalars['String']['input'];
};

/** One shopper, whichever channel they came in by. */
export type Customer = {
  /** Ours, stable, and says nothing about the shopper. After a merge every earlier id still answers. */
  readonly id: Scalars['ID']['output'];
  /** Given name; null when no system has one. */
  readonly givenName: Maybe<Scalars['String']['output']>;
  /** Family name; null when no system has one. */
  readonly familyName: Maybe<Scalars['String']['output']>;
  /** E-mail as the system of record has it; null when no system has one. */
  readonly email: Maybe<Scalars['String']['output']>;
  /** Telephone, E.164 where it can be brought into it; null when no system has one. */
  readonly phone: Maybe<Scalars['String']['output']>;
  /** Day of birth; null when no system has one. */
  readonly birthDate: Maybe<Scalars['Date']['output']>;
  /** Language the shopper wants; null when no system has one. */
  readonly preferredLocale: Maybe<Scalars['Locale']['output']>;
  /** Where the shopper lives and wants parcels, the system of record's first; null only when a system could not tell. */
  readonly addresses: Maybe<ReadonlyArray<Address>>;
  /** How the shopper first came to the retailer; null when no system recorded it. */
  readonly firstTouch: Maybe<ChannelEntry>;
  /** The store the shopper prefers; null when none is known. */
  readonly preferredStore: Maybe<Store>;
  /** The records, in every system, that are this shopper, and why. */
  readonly identities: Maybe<ReadonlyArray<CustomerIdentity>>;
  /** For each profile field which record won, by which rule, and what the others said. */
  readonly fieldSources: Maybe<ReadonlyArray<FieldSource>>;
  /** What the shopper agreed to and refused: one for each purpose and way anybody recorded, the strictest statement; null only when a system could not tell. */
  readonly consents: Maybe<ReadonlyArray<Consent>>;
  /** What came of asking each system that knows shoppers' profiles. */
  readonly sources: ReadonlyArray<SourceStatus>;
  /** Opaque; changes whenever a record of the shopper changes. Null while no system tells when that was. */
  readonly version: Maybe<Scalars['String']['output']>;
};


/** One shopper, whichever channel they came in by. */
export type CustomerFieldSourcesArgs = {
  fields?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** How a shopper first came. */
export type ChannelEntry = {
  /** The channel they came by. */
  readonly channel: Channel;
  /** When the system first held them. */
  readonly at: Scalars['DateTime']['output'];
  /** The campaign that brought them; null without one. */
  readonly campaign: Maybe<Scalars['String']['output']>;
  /** The page they came from; null when it is not known. */
  readonly referrer: Maybe<Scalars['URL']['output']>;
  /** Who says so. */
  readonly source: SourceRecord;
};

/** What a shopper may agree to. */
export type ConsentPurpose =
  /** Being sent offers. */
  | 'MARKETING'
  /** Being shown what suits them. */
  | 'PERSONALISATION'
  /** Having their behaviour analysed. */
  | 'PROFILING'
  /** Having their data passed to partners. */
  | 'PARTNERS'
  /** Being located. */
  | 'LOCATION';

/** How far a consent has come. Only GRANTED allows anything. */
export type ConsentState =
  /** Given, and it holds now. */
  | 'GRANTED'
  /** Refused. */
  | 'DENIED'
  /** Given and taken back. */
  | 'WITHDRAWN'
  /** Asked for, not confirmed yet, or not begun. */
  | 'PENDING'
  /** Nothing certain. */
  | 'UNKNOWN';

/** What counts for one purpose and one way: the strictest thing any record says. */
export type Consent = {
  /** What for. */
  readonly purpose: ConsentPurpose;
  /** By which way; null for every way. */
  readonly via: Maybe<ChannelKind>;
  /** Whether it is allowed. */
  readonly state: ConsentState;
  /** When the shopper said so; null when the record does not tell. */
  readonly capturedAt: Maybe<Scalars['DateTime']['output']>;
  /** The words agreed to; null when the record keeps none. */
  readonly legalText: Maybe<Scalars['String']['output']>;
  /** The record that decides. */
  readonly source: SourceRecord;
  /** Records that say otherwise; the strictest wins, however old. */
  readonly conflictsWith: ReadonlyArray<SourceRecord>;
};

export type Store = {
  readonly id: Scalars['ID']['output'];
};

/** What a shopper can be found by. */
export type IdentifierType =
  /** E-mail address. */
  | 'EMAIL'
  /** Telephone number. */
  | 'PHONE'
  /** Loyalty card number. */
  | 'LOYALTY_CARD'
  /** Key of the shopper's record in a CRM. */
  | 'CRM_ID'
  /** Key of the shopper's record in a till system. */
  | 'POS_ID'
  /** A till receipt's number: store, till, business day and sequence, `0101-2-20260510-3619`. */
  | 'RECEIPT';

/** How two records came to be held for one shopper. */
export type MatchMethod =
  /** The shopper proved it by logging in. */
  | 'VERIFIED_LOGIN'
  /** A loyalty card was shown. */
  | 'LOYALTY_CARD'
  /** The same e-mail, unverified. */
  | 'EXACT_EMAIL'
  /** The same telephone number, unverified. */
  | 'EXACT_PHONE'
  /** The same name and address. */
  | 'NAME_AND_ADDRESS'
  /** The same payment token. */
  | 'PAYMENT_TOKEN'
  /** A person or a system of record said so. */
  | 'MANUAL';

/** How sure the graph is that a record belongs to a shopper. */
export type MatchState =
  /** Sure. */
  | 'CONFIRMED'
  /** Likely; joins nothing. */
  | 'PROBABLE'
  /** A steward said no. */
  | 'REJECTED';

/** One record somewhere that is this shopper. */
export type CustomerIdentity = {
  /** The kind of system that holds the record. */
  readonly system: SourceSystemKind;
  /** The system's name in the retailer's configuration; `card` for a loyalty card. */
  readonly instance: Scalars['String']['output'];
  /** The record's key there; the last four digits of a card. */
  readonly externalId: Scalars['String']['output'];
  /** How it came to be linked. */
  readonly method: MatchMethod;
  /** 0 to 1. */
  readonly confidence: Scalars['Float']['output'];
  /** How sure the link is. */
  readonly state: MatchState;
  /** What speaks for it, without personal data. */
  readonly evidence: ReadonlyArray<Scalars['String']['output']>;
  /** When it was linked. */
  readonly linkedAt: Maybe<Scalars['DateTime']['output']>;
  /** The system or person that linked it. */
  readonly linkedBy: Maybe<Scalars['String']['output']>;
};

/** Who answers to an identifier. */
export type CustomerMatchResult = {
  /** The one shopper who is meant; null when nobody is, or several may be. Null with an error when a system that may know another did not answer. */
  readonly best: Maybe<CustomerMatch>;
  /** Everybody who answers to it, surest first. */
  readonly candidates: ReadonlyArray<CustomerMatch>;
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** One shopper who answers to an identifier. */
export type CustomerMatch = {
  /** The shopper. */
  readonly customer: Maybe<Customer>;
  /** 0 to 1. */
  readonly confidence: Scalars['Float']['output'];
  /** How the identifier points at them. */
  readonly method: MatchMethod;
};

/** Why one of several values was taken. */
export type ReconciliationRule =
  /** The system that comes first in the retailer's order of precedence. */
  | 'SYSTEM_OF_RECORD'
  /** The youngest. */
  | 'MOST_RECENT'
  /** The fullest. */
  | 'MOST_COMPLETE'
  /** What the shopper said themselves. */
  | 'SELF_DECLARED'
  /** A person decided. */
  | 'MANUAL';

/** Where one profile field comes from. */
export type FieldSource = {
  /** The field's name. */
  readonly field: Scalars['String']['output'];
  /** The record whose value is shown. */
  readonly winner: SourceRecord;
  /** Why it won. */
  readonly rule: ReconciliationRule;
  /** Whether another record says something else. */
  readonly inConflict: Scalars['Boolean']['output'];
  /** What the other records say. */
  readonly alternatives: ReadonlyArray<FieldAlternative>;
};

/** What another record says. */
export type FieldAlternative = {
  /** The record. */
  readonly source: SourceRecord;
  /** Its value as text; null when it has none. */
  readonly value: Maybe<Scalars['String']['output']>;
};

/** How a profile shall be. What is left out or null stays as it is. */
export type CustomerUpdateInput = {
  /** The shopper's id. */
  readonly id: Scalars['ID']['input'];
  /** `Customer.version` as the caller has seen it: nothing is done where a record was changed since. Left out, the last word stands. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Given name, 1 to 80 characters. */
  readonly givenName?: InputMaybe<Scalars['String']['input']>;
  /** Family name, 1 to 80 characters. */
  readonly familyName?: InputMaybe<Scalars['String']['input']>;
  /** E-mail address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** Telephone number with its country's code: E.164, blanks and punctuation apart. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** Language the shopper wants. */
  readonly preferredLocale?: InputMaybe<Scalars['Locale']['input']>;
  /** The store the shopper prefers, by its id. */
  readonly preferredStoreId?: InputMaybe<Scalars['ID']['input']>;
};

/** What a shopper agreed to or refused. */
export type ConsentInput = {
  /** The shopper's id. */
  readonly customerId: Scalars['ID']['input'];
  /** What for. */
  readonly purpose: ConsentPurpose;
  /** What they said; not UNKNOWN. */
  readonly state: ConsentState;
  /** By which way; left out, every way. */
  readonly via?: InputMaybe<ChannelKind>;
  /** The words they agreed to, at most 4,000 characters. */
  readonly legalText?: InputMaybe<Scalars['String']['input']>;
};

/** What came of a change of a shopper's records. */
export type CustomerPayload = {
  /** True when an earlier call with the same idempotency key did it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The shopper as they now stand, also where nothing was done; null where there is none. */
  readonly customer: Maybe<Customer>;
  /** Why it was not done; empty when it was. */
  readonly userErrors: ReadonlyArray<CustomerUserError>;
  /** How far each system is. NOT_ASKED: it shows the same of the shopper and cannot be told; `Customer.fieldSources` tells where it says otherwise. */
  readonly writes: ReadonlyArray<WriteOutcome>;
};

/** How far a system is that is told of a change. */
export type WriteOutcome = {
  /** The kind of system. */
  readonly system: SourceSystemKind;
  /** OK when it has it, NOT_ASKED while it was not told yet, REFUSED when it said no for good; else why it was not told. */
  readonly outcome: SourceOutcome;
  /** Whether it is told as soon as it can be; an operator has to look at what is neither told nor queued. */
  readonly queuedForRetry: Scalars['Boolean']['output'];
};

/** Why a shopper's record was not changed. */
export type CustomerUserError = UserError & {
  /** In a word. */
  readonly code: CustomerErrorCode;
  /** In a sentence, for people: of an INVALID value what was expected. */
  readonly message: Scalars['String']['output'];
  /** The argument it is about, and the way down in it. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Whether the same may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** The kind of system that stands in the way; null where none does. */
  readonly system: Maybe<SourceSystemKind>;
};

/** What may be wrong with a change of a shopper's record. */
export type CustomerErrorCode =
  /** There is no such shopper, or no record of them any more. */
  | 'NOT_FOUND'
  /** A record was changed since `expectedVersion`. Nothing was done. */
  | 'VERSION_CONFLICT'
  /** A value is not what is expected, or the system that keeps it does not take it. */
  | 'INVALID'
  /** Another record of the system has this e-mail, and may have it alone. */
  | 'EMAIL_TAKEN'
  /** No system can keep this for this shopper, or one that cannot be told would go on showing another value. */
  | 'UNSUPPORTED'
  /** A system did not answer. The same key may be sent again. */
  | 'SYSTEM_UNAVAILABLE'
  /** One system was changed and another was not. Where that is retryable the same key may be sent again, and changes nothing twice. */
  | 'PARTIALLY_APPLIED';



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
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( CustomerUserErrorModelModel );
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
  Customer: ResolverTypeWrapper<CustomerModelModel>;
  ChannelEntry: ResolverTypeWrapper<ChannelEntry>;
  ConsentPurpose: ConsentPurpose;
  ConsentState: ConsentState;
  Consent: ResolverTypeWrapper<ConsentModelModel>;
  Store: ResolverTypeWrapper<Store>;
  IdentifierType: IdentifierType;
  MatchMethod: MatchMethod;
  MatchState: MatchState;
  CustomerIdentity: ResolverTypeWrapper<CustomerIdentityModelModel>;
  CustomerMatchResult: ResolverTypeWrapper<CustomerMatchResultModelModel>;
  CustomerMatch: ResolverTypeWrapper<CustomerMatchModelModel>;
  ReconciliationRule: ReconciliationRule;
  FieldSource: ResolverTypeWrapper<Omit<FieldSource, 'alternatives'> & { alternatives: ReadonlyArray<ResolversTypes['FieldAlternative']> }>;
  FieldAlternative: ResolverTypeWrapper<FieldAlternativeModelModel>;
  CustomerUpdateInput: CustomerUpdateInput;
  ConsentInput: ConsentInput;
  CustomerPayload: ResolverTypeWrapper<CustomerPayloadModelModel>;
  WriteOutcome: ResolverTypeWrapper<WriteOutcomeModelModel>;
  CustomerUserError: ResolverTypeWrapper<CustomerUserErrorModelModel>;
  CustomerErrorCode: CustomerErrorCode;
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
  Customer: CustomerModelModel;
  ChannelEntry: ChannelEntry;
  Consent: ConsentModelModel;
  Store: Store;
  CustomerIdentity: CustomerIdentityModelModel;
  CustomerMatchResult: CustomerMatchResultModelModel;
  CustomerMatch: CustomerMatchModelModel;
  FieldSource: Omit<FieldSource, 'alternatives'> & { alternatives: ReadonlyArray<ResolversParentTypes['FieldAlternative']> };
  FieldAlternative: FieldAlternativeModelModel;
  CustomerUpdateInput: CustomerUpdateInput;
  ConsentInput: ConsentInput;
  CustomerPayload: CustomerPayloadModelModel;
  WriteOutcome: WriteOutcomeModelModel;
  CustomerUserError: CustomerUserErrorModelModel;
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
  __resolveType: TypeResolveFn<'CustomerUserError', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  me?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType, RequireFields<QueryCustomerArgs, 'id'>>;
  customerLookup?: Resolver<Maybe<ResolversTypes['CustomerMatchResult']>, ParentType, ContextType, RequireFields<QueryCustomerLookupArgs, 'type' | 'value'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  customerUpdate?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationCustomerUpdateArgs, 'input' | 'idempotencyKey'>>;
  consentSet?: Resolver<ResolversTypes['CustomerPayload'], ParentType, ContextType, RequireFields<MutationConsentSetArgs, 'input' | 'idempotencyKey'>>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  givenName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  familyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  preferredLocale?: Resolver<Maybe<ResolversTypes['Locale']>, ParentType, ContextType>;
  addresses?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Address']>>, ParentType, ContextType>;
  firstTouch?: Resolver<Maybe<ResolversTypes['ChannelEntry']>, ParentType, ContextType>;
  preferredStore?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  identities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CustomerIdentity']>>, ParentType, ContextType>;
  fieldSources?: Resolver<Maybe<ReadonlyArray<ResolversTypes['FieldSource']>>, ParentType, ContextType, Partial<CustomerFieldSourcesArgs>>;
  consents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Consent']>>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ChannelEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelEntry'] = ResolversParentTypes['ChannelEntry']> = {
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  campaign?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  referrer?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type ConsentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Consent'] = ResolversParentTypes['Consent']> = {
  purpose?: Resolver<ResolversTypes['ConsentPurpose'], ParentType, ContextType>;
  via?: Resolver<Maybe<ResolversTypes['ChannelKind']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ConsentState'], ParentType, ContextType>;
  capturedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  legalText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  conflictsWith?: Resolver<ReadonlyArray<ResolversTypes['SourceRecord']>, ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CustomerIdentityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerIdentity'] = ResolversParentTypes['CustomerIdentity']> = {
  system?: Resolver<ResolversTypes['SourceSystemKind'], ParentType, ContextType>;
  instance?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  externalId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['MatchMethod'], ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['MatchState'], ParentType, ContextType>;
  evidence?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  linkedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  linkedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerMatchResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerMatchResult'] = ResolversParentTypes['CustomerMatchResult']> = {
  best?: Resolver<Maybe<ResolversTypes['CustomerMatch']>, ParentType, ContextType>;
  candidates?: Resolver<ReadonlyArray<ResolversTypes['CustomerMatch']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type CustomerMatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerMatch'] = ResolversParentTypes['CustomerMatch']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['MatchMethod'], ParentType, ContextType>;
};

export type FieldSourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldSource'] = ResolversParentTypes['FieldSource']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  winner?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['ReconciliationRule'], ParentType, ContextType>;
  inConflict?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  alternatives?: Resolver<ReadonlyArray<ResolversTypes['FieldAlternative']>, ParentType, ContextType>;
};

export type FieldAlternativeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldAlternative'] = ResolversParentTypes['FieldAlternative']> = {
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerPayload'] = ResolversParentTypes['CustomerPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CustomerUserError']>, ParentType, ContextType>;
  writes?: Resolver<ReadonlyArray<ResolversTypes['WriteOutcome']>, ParentType, ContextType>;
};

export type WriteOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WriteOutcome'] = ResolversParentTypes['WriteOutcome']> = {
  system?: Resolver<ResolversTypes['SourceSystemKind'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['SourceOutcome'], ParentType, ContextType>;
  queuedForRetry?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CustomerUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerUserError'] = ResolversParentTypes['CustomerUserError']> = {
  code?: Resolver<ResolversTypes['CustomerErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['SourceSystemKind']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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
  Customer?: CustomerResolvers<ContextType>;
  ChannelEntry?: ChannelEntryResolvers<ContextType>;
  Consent?: ConsentResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  CustomerIdentity?: CustomerIdentityResolvers<ContextType>;
  CustomerMatchResult?: CustomerMatchResultResolvers<ContextType>;
  CustomerMatch?: CustomerMatchResolvers<ContextType>;
  FieldSource?: FieldSourceResolvers<ContextType>;
  FieldAlternative?: FieldAlternativeResolvers<ContextType>;
  CustomerPayload?: CustomerPayloadResolvers<ContextType>;
  WriteOutcome?: WriteOutcomeResolvers<ContextType>;
  CustomerUserError?: CustomerUserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
