import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { StoreModel as StoreModelModel, StoreConnectionModel as StoreConnectionModelModel, ProductVariantModel as ProductVariantModelModel, StoreAvailabilityModel as StoreAvailabilityModelModel, StoreAvailabilityConnectionModel as StoreAvailabilityConnectionModelModel, AvailabilitySummaryModel as AvailabilitySummaryModelModel, AvailabilityResultModel as AvailabilityResultModelModel, FulfillmentOptionModel as FulfillmentOptionModelModel, LocationModel as LocationModelModel, StockLevelModel as StockLevelModelModel, ReservationModel as ReservationModelModel } from './models.ts';
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
  /** A store by id or by the retailer's code; give one of them. Null when there is none. */
  readonly store: Maybe<Store>;
  /** Stores, nearest first when `near` is given, else in the order of their codes. */
  readonly stores: Maybe<StoreConnection>;
  /**
   * Stock of several items at once, one result per item in the order of `items`: what ships, the ways to the shopper, and
   * the best store. For the channel of the header `X-Channel`, if there is one.
   */
  readonly availability: Maybe<ReadonlyArray<AvailabilityResult>>;
};


export type QueryStoreArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  code?: InputMaybe<Scalars['String']['input']>;
};


export type QueryStoresArgs = {
  near?: InputMaybe<GeoPointInput>;
  radiusMeters?: InputMaybe<Scalars['Int']['input']>;
  services?: InputMaybe<ReadonlyArray<StoreService>>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryAvailabilityArgs = {
  items: ReadonlyArray<AvailabilityItemInput>;
  near?: InputMaybe<GeoPointInput>;
  promise?: InputMaybe<ReadonlyArray<FulfillmentKind>>;
};

export type Mutation = {
  /**
   * Puts units aside in one place for some time, so that nobody else is promised them. What may be put aside is what the owner of the place's stock counts, less
   * what was put aside before: of several who want the last units exactly as many get them as there are.
   */
  readonly stockReserve: ReservationPayload;
  /** Lets a reservation that still holds last as long again from now on; in all at most four hours. */
  readonly stockReservationExtend: ReservationPayload;
  /** Gives back what a reservation holds. One that is over, or was given back, stays so. */
  readonly stockReservationRelease: ReservationPayload;
};


export type MutationStockReserveArgs = {
  input: StockReserveInput;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationStockReservationExtendArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};


export type MutationStockReservationReleaseArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};

export type ProductVariant = {
  readonly sku: Scalars['String']['output'];
  /** Stock that ships to the shopper: the warehouses', never a sum of stores. Null when the retailer has no warehouse. */
  readonly availability: Maybe<AvailabilitySummary>;
  /** Stock in stores: nearest to `near` first; without it in the order of store codes, without distances. */
  readonly storeAvailability: Maybe<StoreAvailabilityConnection>;
};


export type ProductVariantAvailabilityArgs = {
  channel?: InputMaybe<ChannelKind>;
};


export type ProductVariantStoreAvailabilityArgs = {
  near?: InputMaybe<GeoPointInput>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  inStockOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** What can be said of one item's stock. */
export type AvailabilitySummary = {
  /** In a word; UNKNOWN when no reading is young enough. Never OUT_OF_STOCK because a system failed. */
  readonly status: AvailabilityStatus;
  /** Whole units one may sell; null when nobody knows (an error says why). */
  readonly availableToSell: Maybe<Scalars['Int']['output']>;
  /** 1 for a reading just made, falling to 0 with its age: 1 − age ÷ the age at which a reading promises nothing. */
  readonly confidence: Scalars['Float']['output'];
  /** The ways to the shopper, open or not. Asks for the stock of stores, too. */
  readonly options: ReadonlyArray<FulfillmentOption>;
  /** What each warehouse's owner counts; a warehouse that keeps no stock of the item is left out. */
  readonly levels: Maybe<ReadonlyArray<StockLevel>>;
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A way for an item to reach the shopper. */
export type FulfillmentOption = {
  /** Which way. */
  readonly kind: FulfillmentKind;
  /** Whether it is open: one place has all the units. False also while nobody knows. */
  readonly available: Scalars['Boolean']['output'];
  /** When the shopper has it; null when the way is not open, or nothing can be promised (`reason`). */
  readonly promise: Maybe<DeliveryPromise>;
  /** Where the item comes from, or waits; null when the way is not open. */
  readonly location: Maybe<Location>;
  /**
   * Why it is not open: `OUT_OF_STOCK`, `NOT_ENOUGH_STOCK` (fewer units than wished for in any one place), `STOCK_UNKNOWN`,
   * `NO_STORE_OFFERS_IT`, `NO_WAREHOUSE`, `NOT_IN_THIS_CHANNEL`; or why nothing is promised of an open one:
   * `NO_LEAD_TIME`, `NO_OPENING_HOURS`. Null when it is open and promised.
   */
  readonly reason: Maybe<Scalars['String']['output']>;
};

/** Ways for an item to reach the shopper. */
export type FulfillmentKind =
  /** Sent from a warehouse. */
  | 'SHIP_FROM_WAREHOUSE'
  /** Sent from a store's own stock. */
  | 'SHIP_FROM_STORE'
  /** Ordered now, collected in a store. */
  | 'PICKUP_IN_STORE'
  /** Ordered now, collected in front of a store. */
  | 'CURBSIDE_PICKUP'
  /** Bought in a store that has it. */
  | 'BUY_IN_STORE'
  /** Ordered in a store, sent from a warehouse. */
  | 'ENDLESS_AISLE'
  /** Held in a store for a visit. */
  | 'RESERVE_IN_STORE';

/** When and at what cost an item reaches the shopper. Made only on readings young enough, see `confidence`. */
export type DeliveryPromise = {
  /** Not before: the collection's first instant, or when delivery begins; null when open. */
  readonly earliest: Maybe<Scalars['DateTime']['output']>;
  /** Not after: when delivery ends; null for what waits in a store. */
  readonly latest: Maybe<Scalars['DateTime']['output']>;
  /** Holds for orders before this instant; null when no time of day matters. */
  readonly cutOff: Maybe<Scalars['DateTime']['output']>;
  /** The zone of the place, in which these instants are to be shown. */
  readonly timeZone: Scalars['TimeZone']['output'];
  /** What the way costs, tax included; null when the retailer does not say. */
  readonly cost: Maybe<Money>;
};

/** A place with stock. */
export type Location = {
  /** Ours, stable; a store's own id for a store. */
  readonly id: Scalars['ID']['output'];
  /** What sort of place. */
  readonly kind: LocationKind;
  /** Name; null when no system has one. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The store; null for a warehouse. */
  readonly store: Maybe<Store>;
};

/** Sorts of places. */
export type LocationKind =
  /** A store. */
  | 'STORE'
  /** A warehouse. */
  | 'WAREHOUSE';

/** An item and how many units of it are wished for. */
export type AvailabilityItemInput = {
  /** The item's SKU. */
  readonly sku: Scalars['String']['input'];
  /** Whole units, 1 or more. */
  readonly quantity?: Scalars['Int']['input'];
};

/** What can be said of one item that was asked for. Of a SKU that no system keeps, that it is out of stock. */
export type AvailabilityResult = {
  /** The SKU. */
  readonly sku: Scalars['String']['output'];
  /** The units wished for. */
  readonly requested: Scalars['Int']['output'];
  /** What ships, and the ways to the shopper for so many units; null when the retailer has no warehouse. */
  readonly summary: Maybe<AvailabilitySummary>;
  /** Of the stores that have all the units the nearest, or the one with the most; null when none has them. */
  readonly bestStore: Maybe<StoreAvailability>;
};

/** Stock in a word. */
export type AvailabilityStatus =
  /** There is enough. */
  | 'IN_STOCK'
  /** There is a little. */
  | 'LOW_STOCK'
  /** There is none. */
  | 'OUT_OF_STOCK'
  /** Can be ordered, comes later. */
  | 'BACKORDER'
  /** Can be ordered, is not out yet. */
  | 'PREORDER'
  /** Nobody knows. */
  | 'UNKNOWN';

/** A page of stores with one item's stock. */
export type StoreAvailabilityConnection = {
  /** The entries, nearest first. */
  readonly edges: ReadonlyArray<StoreAvailabilityEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A store with one item's stock, in a page. */
export type StoreAvailabilityEdge = {
  /** The stock there. */
  readonly node: StoreAvailability;
  /** Where to go on after it. */
  readonly cursor: Scalars['String']['output'];
  /** From `near` as the crow flies; null when there is no point to measure from. */
  readonly distanceMeters: Maybe<Scalars['Int']['output']>;
};

/** One item's stock in one store. */
export type StoreAvailability = {
  /** The store. */
  readonly store: Maybe<Store>;
  /** In a word; UNKNOWN when the owner of this store's stock did not answer, or too long ago to promise anything. */
  readonly status: AvailabilityStatus;
  /** Whole units one may sell; null when nobody knows (an error says why). */
  readonly availableToSell: Maybe<Scalars['Int']['output']>;
  /** As of when; null when nobody knows (an error says why). */
  readonly asOf: Maybe<Scalars['DateTime']['output']>;
  /** 1 for a reading just made, falling to 0 with its age: 1 − age ÷ the age at which a reading promises nothing. */
  readonly confidence: Scalars['Float']['output'];
  /** When it can be collected there if ordered now; null when the store has none, does not offer it, or has no hours. */
  readonly pickup: Maybe<DeliveryPromise>;
  /** The owner's own count; null when it keeps no stock of the item there. */
  readonly level: Maybe<StockLevel>;
};

/** What the owner of a place's stock counts there, in whole units. */
export type StockLevel = {
  /** Where. */
  readonly location: Location;
  /** As of when the owner counted, as far as the graph knows: when it was read. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Physically there and unrestricted; may be negative when the system counts below zero. */
  readonly onHand: Scalars['Int']['output'];
  /** Held for orders; null where the system does not say. */
  readonly reserved: Maybe<Scalars['Int']['output']>;
  /** On its way in; null where the system does not say. */
  readonly inbound: Maybe<Scalars['Int']['output']>;
  /** Put aside by the graph for carts and orders, on top of what the owner has reserved. */
  readonly held: Scalars['Int']['output'];
  /** On hand less reserved and held, never below zero. */
  readonly available: Scalars['Int']['output'];
  /** Where the count comes from. */
  readonly source: SourceRecord;
};

/** A store. */
export type Store = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** The retailer's code: `PAR01`. */
  readonly code: Scalars['String']['output'];
  /** Name; null when no system has one. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Postal address; null when no system has one. */
  readonly address: Maybe<Address>;
  /** Where it is; null when no system has it. */
  readonly geo: Maybe<GeoPoint>;
  /** The zone its hours are in. */
  readonly timeZone: Scalars['TimeZone']['output'];
  /** Regular opening hours in the store's own zone, by day of the week; null when nobody has them. */
  readonly hours: Maybe<ReadonlyArray<OpeningHours>>;
  /** Hours of single dates from today on (holidays, exceptional Sundays), in order; they replace that date's regular ones. */
  readonly specialHours: ReadonlyArray<OpeningHours>;
  /** Whether it is open at this moment, by its own clocks; null when nobody has its hours. */
  readonly openNow: Maybe<Scalars['Boolean']['output']>;
  /** When it opens next, now when it is open; null when nobody has its hours or it stays closed for 60 days. */
  readonly opensNext: Maybe<Scalars['DateTime']['output']>;
  /** What it offers. */
  readonly services: ReadonlyArray<StoreService>;
  /** Telephone; null when no system has one. */
  readonly phone: Maybe<Scalars['String']['output']>;
  /** Where its master data come from; null when they are the configuration's alone. */
  readonly source: Maybe<SourceRecord>;
};

/** Opening hours on one day; several entries for a day on which it opens several times. */
export type OpeningHours = {
  /** `MONDAY` to `SUNDAY` (schema.org DayOfWeek). */
  readonly day: Scalars['String']['output'];
  /** The date they are for; null for regular hours. */
  readonly date: Maybe<Scalars['Date']['output']>;
  /** Local time, `09:30`; null when closed all day. */
  readonly opens: Maybe<Scalars['String']['output']>;
  /** Local time, `19:00`; null when closed all day. Not later than `opens` when it is a time of the next day. */
  readonly closes: Maybe<Scalars['String']['output']>;
};

/** What a store offers. */
export type StoreService =
  /** Order online, collect here. */
  | 'CLICK_AND_COLLECT'
  /** Collect without leaving the car. */
  | 'CURBSIDE'
  /** Takes returns of any channel. */
  | 'RETURNS'
  /** Sends orders from its own stock. */
  | 'SHIP_FROM_STORE'
  /** Holds an item for a visit. */
  | 'RESERVE'
  /** Orders what it does not stock. */
  | 'ENDLESS_AISLE'
  /** Receives by appointment. */
  | 'APPOINTMENT';

/** A page of stores. */
export type StoreConnection = {
  /** The entries. */
  readonly edges: ReadonlyArray<StoreEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** How many stores there are in all for these arguments. */
  readonly totalCount: Maybe<Scalars['Int']['output']>;
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A store in a page. */
export type StoreEdge = {
  /** The store. */
  readonly node: Store;
  /** Where to go on after it. */
  readonly cursor: Scalars['String']['output'];
  /** From `near` as the crow flies; null without it. */
  readonly distanceMeters: Maybe<Scalars['Int']['output']>;
};

/** Units of stock put aside in one place. */
export type Reservation = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** Whether it still holds. */
  readonly state: ReservationState;
  /** Until when it holds unless it is extended; null for what was promised to an order. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** What is put aside. */
  readonly lines: ReadonlyArray<ReservationLine>;
  /** Where. */
  readonly location: Maybe<Location>;
  /** Who keeps it: the graph's own ledger. */
  readonly source: SourceRecord;
};

/** How a reservation stands. */
export type ReservationState =
  /** It holds until it expires. */
  | 'HELD'
  /** Its time was over before anybody used it. */
  | 'EXPIRED'
  /** Given back. */
  | 'RELEASED'
  /** Promised to an order that was placed. */
  | 'COMMITTED'
  /** The order's goods have left: the owner's own count says so. */
  | 'ENDED';

/** An article in a reservation. */
export type ReservationLine = {
  /** The article. */
  readonly sku: Scalars['String']['output'];
  /** Units that were wanted. */
  readonly requested: Scalars['Int']['output'];
  /** Units that are put aside. */
  readonly held: Scalars['Int']['output'];
};

/** What is to be put aside. */
export type StockReserveInput = {
  /** The articles, each once, 1 to 50, of 1 to 999 units each. */
  readonly lines: ReadonlyArray<AvailabilityItemInput>;
  /** The store or warehouse. */
  readonly locationId: Scalars['ID']['input'];
  /** For which shopper, for staff; the viewer's own when left out. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** For how long, 1 to 60 minutes. */
  readonly minutes?: Scalars['Int']['input'];
  /** Whether less than was wanted will do. */
  readonly allowPartial?: Scalars['Boolean']['input'];
};

/** What came of a change of a reservation. */
export type ReservationPayload = {
  /** True when an earlier call with the same idempotency key did it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The reservation as it now stands; null where there is none. */
  readonly reservation: Maybe<Reservation>;
  /** Why it was not done; empty when it was. */
  readonly userErrors: ReadonlyArray<ReservationUserError>;
};

/** Why stock was not put aside. */
export type ReservationUserError = UserError & {
  /** In a word. */
  readonly code: ReservationErrorCode;
  /** In a sentence, for people. */
  readonly message: Scalars['String']['output'];
  /** The argument it is about, and the way down in it. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Whether the same may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** The article; null when it is about no single one. */
  readonly sku: Maybe<Scalars['String']['output']>;
  /** Units that could be put aside just now; null where that is not what was wrong, or nobody knows. */
  readonly availableNow: Maybe<Scalars['Int']['output']>;
};

/** What may be wrong with a change of a reservation. */
export type ReservationErrorCode =
  /** There are fewer units than were wanted. */
  | 'INSUFFICIENT_STOCK'
  /** There is no store or warehouse of that id. */
  | 'UNKNOWN_LOCATION'
  /** There is no such reservation, or it is not yours. */
  | 'NOT_HELD'
  /** Its time is over, or it was given back. */
  | 'EXPIRED'
  /** Who counts the place's stock did not answer. */
  | 'SYSTEM_UNAVAILABLE'
  /** The last count is too old to promise anything. */
  | 'STALE_STOCK'
  /** A shopper puts aside at most 10 units of an article, and five times at once; staff may put aside more. */
  | 'TOO_MUCH';



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
  Location: Location;
  Store: Store;
  Reservation: Reservation;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & GraphQLRecursivePick<FederationTypes['ProductVariant'], {"sku":true}> );
  Location:
    ( { __typename: 'Location' }
    & GraphQLRecursivePick<FederationTypes['Location'], {"id":true}> );
  Store:
    ( { __typename: 'Store' }
    & ( GraphQLRecursivePick<FederationTypes['Store'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Store'], {"code":true}> ) );
  Reservation:
    ( { __typename: 'Reservation' }
    & GraphQLRecursivePick<FederationTypes['Reservation'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( ReservationUserError );
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
  ProductVariant: ResolverTypeWrapper<ProductVariantModelModel>;
  AvailabilitySummary: ResolverTypeWrapper<AvailabilitySummaryModelModel>;
  FulfillmentOption: ResolverTypeWrapper<FulfillmentOptionModelModel>;
  FulfillmentKind: FulfillmentKind;
  DeliveryPromise: ResolverTypeWrapper<DeliveryPromise>;
  Location: ResolverTypeWrapper<LocationModelModel>;
  LocationKind: LocationKind;
  AvailabilityItemInput: AvailabilityItemInput;
  AvailabilityResult: ResolverTypeWrapper<AvailabilityResultModelModel>;
  AvailabilityStatus: AvailabilityStatus;
  StoreAvailabilityConnection: ResolverTypeWrapper<StoreAvailabilityConnectionModelModel>;
  StoreAvailabilityEdge: ResolverTypeWrapper<Omit<StoreAvailabilityEdge, 'node'> & { node: ResolversTypes['StoreAvailability'] }>;
  StoreAvailability: ResolverTypeWrapper<StoreAvailabilityModelModel>;
  StockLevel: ResolverTypeWrapper<StockLevelModelModel>;
  Store: ResolverTypeWrapper<StoreModelModel>;
  OpeningHours: ResolverTypeWrapper<OpeningHours>;
  StoreService: StoreService;
  StoreConnection: ResolverTypeWrapper<StoreConnectionModelModel>;
  StoreEdge: ResolverTypeWrapper<Omit<StoreEdge, 'node'> & { node: ResolversTypes['Store'] }>;
  Reservation: ResolverTypeWrapper<ReservationModelModel>;
  ReservationState: ReservationState;
  ReservationLine: ResolverTypeWrapper<ReservationLine>;
  StockReserveInput: StockReserveInput;
  ReservationPayload: ResolverTypeWrapper<Omit<ReservationPayload, 'reservation'> & { reservation?: Maybe<ResolversTypes['Reservation']> }>;
  ReservationUserError: ResolverTypeWrapper<ReservationUserError>;
  ReservationErrorCode: ReservationErrorCode;
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
  ProductVariant: ProductVariantModelModel;
  AvailabilitySummary: AvailabilitySummaryModelModel;
  FulfillmentOption: FulfillmentOptionModelModel;
  DeliveryPromise: DeliveryPromise;
  Location: LocationModelModel;
  AvailabilityItemInput: AvailabilityItemInput;
  AvailabilityResult: AvailabilityResultModelModel;
  StoreAvailabilityConnection: StoreAvailabilityConnectionModelModel;
  StoreAvailabilityEdge: Omit<StoreAvailabilityEdge, 'node'> & { node: ResolversParentTypes['StoreAvailability'] };
  StoreAvailability: StoreAvailabilityModelModel;
  StockLevel: StockLevelModelModel;
  Store: StoreModelModel;
  OpeningHours: OpeningHours;
  StoreConnection: StoreConnectionModelModel;
  StoreEdge: Omit<StoreEdge, 'node'> & { node: ResolversParentTypes['Store'] };
  Reservation: ReservationModelModel;
  ReservationLine: ReservationLine;
  StockReserveInput: StockReserveInput;
  ReservationPayload: Omit<ReservationPayload, 'reservation'> & { reservation?: Maybe<ResolversParentTypes['Reservation']> };
  ReservationUserError: ReservationUserError;
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
  __resolveType: TypeResolveFn<'ReservationUserError', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType, Partial<QueryStoreArgs>>;
  stores?: Resolver<Maybe<ResolversTypes['StoreConnection']>, ParentType, ContextType, RequireFields<QueryStoresArgs, 'radiusMeters' | 'first'>>;
  availability?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AvailabilityResult']>>, ParentType, ContextType, RequireFields<QueryAvailabilityArgs, 'items'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  stockReserve?: Resolver<ResolversTypes['ReservationPayload'], ParentType, ContextType, RequireFields<MutationStockReserveArgs, 'input' | 'idempotencyKey'>>;
  stockReservationExtend?: Resolver<ResolversTypes['ReservationPayload'], ParentType, ContextType, RequireFields<MutationStockReservationExtendArgs, 'id' | 'idempotencyKey'>>;
  stockReservationRelease?: Resolver<ResolversTypes['ReservationPayload'], ParentType, ContextType, RequireFields<MutationStockReservationReleaseArgs, 'id' | 'idempotencyKey'>>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  availability?: Resolver<Maybe<ResolversTypes['AvailabilitySummary']>, ParentType, ContextType, Partial<ProductVariantAvailabilityArgs>>;
  storeAvailability?: Resolver<Maybe<ResolversTypes['StoreAvailabilityConnection']>, ParentType, ContextType, RequireFields<ProductVariantStoreAvailabilityArgs, 'first' | 'inStockOnly'>>;
};

export type AvailabilitySummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvailabilitySummary'] = ResolversParentTypes['AvailabilitySummary']> = {
  status?: Resolver<ResolversTypes['AvailabilityStatus'], ParentType, ContextType>;
  availableToSell?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  options?: Resolver<ReadonlyArray<ResolversTypes['FulfillmentOption']>, ParentType, ContextType>;
  levels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['StockLevel']>>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type FulfillmentOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FulfillmentOption'] = ResolversParentTypes['FulfillmentOption']> = {
  kind?: Resolver<ResolversTypes['FulfillmentKind'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  promise?: Resolver<Maybe<ResolversTypes['DeliveryPromise']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeliveryPromiseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryPromise'] = ResolversParentTypes['DeliveryPromise']> = {
  earliest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  latest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cutOff?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type LocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Location'] = ResolversParentTypes['Location'], FederationReferenceType extends FederationReferenceTypes['Location'] = FederationReferenceTypes['Location']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Location']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LocationKind'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
};

export type AvailabilityResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AvailabilityResult'] = ResolversParentTypes['AvailabilityResult']> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['AvailabilitySummary']>, ParentType, ContextType>;
  bestStore?: Resolver<Maybe<ResolversTypes['StoreAvailability']>, ParentType, ContextType>;
};

export type StoreAvailabilityConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreAvailabilityConnection'] = ResolversParentTypes['StoreAvailabilityConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StoreAvailabilityEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type StoreAvailabilityEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreAvailabilityEdge'] = ResolversParentTypes['StoreAvailabilityEdge']> = {
  node?: Resolver<ResolversTypes['StoreAvailability'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distanceMeters?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type StoreAvailabilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreAvailability'] = ResolversParentTypes['StoreAvailability']> = {
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['AvailabilityStatus'], ParentType, ContextType>;
  availableToSell?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  pickup?: Resolver<Maybe<ResolversTypes['DeliveryPromise']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['StockLevel']>, ParentType, ContextType>;
};

export type StockLevelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockLevel'] = ResolversParentTypes['StockLevel']> = {
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  onHand?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reserved?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  inbound?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store'], FederationReferenceType extends FederationReferenceTypes['Store'] = FederationReferenceTypes['Store']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Store']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  geo?: Resolver<Maybe<ResolversTypes['GeoPoint']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  hours?: Resolver<Maybe<ReadonlyArray<ResolversTypes['OpeningHours']>>, ParentType, ContextType>;
  specialHours?: Resolver<ReadonlyArray<ResolversTypes['OpeningHours']>, ParentType, ContextType>;
  openNow?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  opensNext?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  services?: Resolver<ReadonlyArray<ResolversTypes['StoreService']>, ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<Maybe<ResolversTypes['SourceRecord']>, ParentType, ContextType>;
};

export type OpeningHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpeningHours'] = ResolversParentTypes['OpeningHours']> = {
  day?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  date?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  opens?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  closes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StoreConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreConnection'] = ResolversParentTypes['StoreConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StoreEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type StoreEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StoreEdge'] = ResolversParentTypes['StoreEdge']> = {
  node?: Resolver<ResolversTypes['Store'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distanceMeters?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ReservationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reservation'] = ResolversParentTypes['Reservation'], FederationReferenceType extends FederationReferenceTypes['Reservation'] = FederationReferenceTypes['Reservation']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Reservation']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReservationState'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['ReservationLine']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type ReservationLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservationLine'] = ResolversParentTypes['ReservationLine']> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReservationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservationPayload'] = ResolversParentTypes['ReservationPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reservation?: Resolver<Maybe<ResolversTypes['Reservation']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['ReservationUserError']>, ParentType, ContextType>;
};

export type ReservationUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReservationUserError'] = ResolversParentTypes['ReservationUserError']> = {
  code?: Resolver<ResolversTypes['ReservationErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  availableNow?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
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
  ProductVariant?: ProductVariantResolvers<ContextType>;
  AvailabilitySummary?: AvailabilitySummaryResolvers<ContextType>;
  FulfillmentOption?: FulfillmentOptionResolvers<ContextType>;
  DeliveryPromise?: DeliveryPromiseResolvers<ContextType>;
  Location?: LocationResolvers<ContextType>;
  AvailabilityResult?: AvailabilityResultResolvers<ContextType>;
  StoreAvailabilityConnection?: StoreAvailabilityConnectionResolvers<ContextType>;
  StoreAvailabilityEdge?: StoreAvailabilityEdgeResolvers<ContextType>;
  StoreAvailability?: StoreAvailabilityResolvers<ContextType>;
  StockLevel?: StockLevelResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  OpeningHours?: OpeningHoursResolvers<ContextType>;
  StoreConnection?: StoreConnectionResolvers<ContextType>;
  StoreEdge?: StoreEdgeResolvers<ContextType>;
  Reservation?: ReservationResolvers<ContextType>;
  ReservationLine?: ReservationLineResolvers<ContextType>;
  ReservationPayload?: ReservationPayloadResolvers<ContextType>;
  ReservationUserError?: ReservationUserErrorResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
