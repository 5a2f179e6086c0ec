import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CartModel as CartModelModel, CartLineModel as CartLineModelModel, CartCostModel as CartCostModelModel, CartDiscountCodeModel as CartDiscountCodeModelModel, FulfillmentGroupModel as FulfillmentGroupModelModel, TaxedMoneyModel as TaxedMoneyModelModel, CartProblemModel as CartProblemModelModel, InsufficientStockProblemModel as InsufficientStockProblemModelModel, CartAlternativeModel as CartAlternativeModelModel, CartTouchModel as CartTouchModelModel, CartUserErrorModel as CartUserErrorModelModel, CartPayloadModel as CartPayloadModelModel, CartMergePayloadModel as CartMergePayloadModelModel, CartHandOffPayloadModel as CartHandOffPayloadModelModel, CartCheckoutPayloadModel as CartCheckoutPayloadModelModel, OrderModel as OrderModelModel } from './models.ts';
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
  /** A cart: a guest's to whoever brings its token in the header `X-Cart-Token`, a shopper's to themselves and to staff who assist. What is not open to them is null to staff who assist and FORBIDDEN to everybody else, as what is not there. */
  readonly cart: Maybe<Cart>;
  /** The viewer's own cart; null while they have none, and once it was ordered, wherever that was. */
  readonly myCart: Maybe<Cart>;
};


export type QueryCartArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMyCartArgs = {
  channel?: InputMaybe<ChannelKind>;
};

export type Mutation = {
  /** Begins a cart: the viewer's; with the scope `cart:assist` that of `customerId`; else a guest's, whose `token` the answer carries. A shopper has one cart: where there is one, the lines go into it. */
  readonly cartCreate: CartPayload;
  /** Adds units. An article that is there already gets more of them. */
  readonly cartLinesAdd: CartPayload;
  /** Sets how many units there are. The price that is told now is then the one that changes are counted from. */
  readonly cartLinesUpdate: CartPayload;
  /** Takes lines out. */
  readonly cartLinesRemove: CartPayload;
  /** Says which discount codes are given, instead of those before. One that no promotion takes, or whose promotion is over, is CODE_REJECTED; of the others the cart says whether they count. */
  readonly cartDiscountCodesUpdate: CartPayload;
  /** Says how the lines reach the shopper, instead of what was said before. A line in no group is not decided yet. */
  readonly cartFulfillmentSet: CartPayload;
  /** Makes a guest's cart a shopper's, at login. Where they have one already the strategy decides, and the report says what moved, was summed or dropped; the guest's is then MERGED. */
  readonly cartMerge: CartMergePayload;
  /** Makes a code that opens the cart elsewhere, once and for a short time: phone to desk, web to the store's tablet, call centre to phone. */
  readonly cartHandOff: CartHandOffPayload;
  /** Takes a cart by its code. A guest's comes with a token of the receiver's own; a shopper's opens to themselves and to staff who assist. A code that is unknown, was used, or is over is NOT_FOUND. */
  readonly cartHandOffAccept: CartPayload;
  /**
   * Orders a cart: from then on it is an order, and its systems are told. It is priced and counted anew: what costs something else than the shopper saw is TOTAL_CHANGED,
   * what is gone INSUFFICIENT_STOCK. The payment was authorised before, with the provider's own pages, for this cart (its merchant reference is the cart's id).
   */
  readonly cartCheckout: CartCheckoutPayload;
};


export type MutationCartCreateArgs = {
  input: CartCreateInput;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCartLinesAddArgs = {
  cartId: Scalars['ID']['input'];
  lines: ReadonlyArray<CartLineInput>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCartLinesUpdateArgs = {
  cartId: Scalars['ID']['input'];
  lines: ReadonlyArray<CartLineUpdateInput>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCartLinesRemoveArgs = {
  cartId: Scalars['ID']['input'];
  lineIds: ReadonlyArray<Scalars['ID']['input']>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCartDiscountCodesUpdateArgs = {
  cartId: Scalars['ID']['input'];
  codes: ReadonlyArray<Scalars['String']['input']>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCartFulfillmentSetArgs = {
  cartId: Scalars['ID']['input'];
  groups: ReadonlyArray<FulfillmentGroupInput>;
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCartMergeArgs = {
  guestCartId: Scalars['ID']['input'];
  guestToken: Scalars['String']['input'];
  customerId?: InputMaybe<Scalars['ID']['input']>;
  strategy?: InputMaybe<CartMergeStrategy>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCartHandOffArgs = {
  cartId: Scalars['ID']['input'];
  toChannel: ChannelKind;
  storeId?: InputMaybe<Scalars['ID']['input']>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCartHandOffAcceptArgs = {
  code: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
};


export type MutationCartCheckoutArgs = {
  input: CartCheckoutInput;
  idempotencyKey: Scalars['String']['input'];
};

export type Customer = {
  readonly id: Scalars['ID']['output'];
  /** Their cart; null while they have none, and once it was ordered, wherever that was. */
  readonly cart: Maybe<Cart>;
};

/** What somebody means to buy, wherever they put it together. */
export type Cart = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** Counts changes, from 1. */
  readonly version: Scalars['Int']['output'];
  /** Whether it may be changed. */
  readonly state: CartState;
  /** Whose it is; null for a guest's. */
  readonly customer: Maybe<Customer>;
  /** Every channel that touched the cart, first one first. */
  readonly touchedBy: ReadonlyArray<CartTouch>;
  /** What is in it, in the order in which it was added. */
  readonly lines: ReadonlyArray<CartLine>;
  /** What it costs here and now, with the best legal combination of promotions. */
  readonly cost: CartCost;
  /** The codes given, and whether they count. */
  readonly discountCodes: ReadonlyArray<CartDiscountCode>;
  /** How lines reach the shopper, as far as that is decided. */
  readonly fulfillmentGroups: ReadonlyArray<FulfillmentGroup>;
  /** Anything that would stop or change checkout, as data. */
  readonly problems: ReadonlyArray<CartProblem>;
  /** When it is given up unless it is changed before; null for never. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The graph itself: carts are its own. */
  readonly source: SourceRecord;
};

/** Whether a cart may be changed. */
export type CartState =
  /** It may. */
  | 'ACTIVE'
  /** Its lines are in another cart now. */
  | 'MERGED'
  /** It was ordered. */
  | 'ORDERED'
  /** Its time is over. */
  | 'ABANDONED'
  /** It may not, while it is being ordered. */
  | 'FROZEN';

/** A channel that touched a cart. */
export type CartTouch = {
  /** The channel. */
  readonly channel: Channel;
  /** When it first did. */
  readonly at: Scalars['DateTime']['output'];
  /** The store that was in; null away from stores. */
  readonly storeId: Maybe<Scalars['ID']['output']>;
  /** Who of the staff did; null for the shopper themselves. */
  readonly associateId: Maybe<Scalars['ID']['output']>;
};

/** So many units of one article. */
export type CartLine = {
  /** Ours, stable; no other cart's line has it. */
  readonly id: Scalars['ID']['output'];
  /** What. */
  readonly sku: Scalars['String']['output'];
  /** How many. */
  readonly quantity: Scalars['Int']['output'];
  /** Of one unit, before promotions: the price of now, or where nobody knows it, or has none, that of adding it (see the cart's `problems`). */
  readonly unitPrice: TaxedMoney;
  /** Of all units, after promotions. */
  readonly lineTotal: TaxedMoney;
  /** By how much the price of one unit has changed since it was added, below zero where it fell; null when it has not. Null with an error when nobody knows. */
  readonly priceChangedSinceAdded: Maybe<Money>;
  /** Where it was added. */
  readonly addedFrom: Channel;
  /** When it was added. */
  readonly addedAt: Scalars['DateTime']['output'];
  /** The same, to be shown. */
  readonly variant: Maybe<ProductVariant>;
};

/** What a cart costs. */
export type CartCost = {
  /** Of all lines, before promotions. */
  readonly subtotal: Money;
  /** What promotions take off. */
  readonly discount: Money;
  /** What delivery costs, before promotions; null while it is not decided for every line. */
  readonly shipping: Maybe<Money>;
  /** The tax within `total`, without that of shipping; null where no system states it. */
  readonly tax: Maybe<Money>;
  /** What the shopper pays, as far as it is known. */
  readonly total: Money;
  /** Whether something is missing: a price or the promotions that nobody could say, or how lines are delivered. */
  readonly isEstimate: Scalars['Boolean']['output'];
};

/** A code that was given. */
export type CartDiscountCode = {
  /** As it was given. */
  readonly code: Scalars['String']['output'];
  /** Whether its promotion counts; null when nobody knows (an error says why). */
  readonly applicable: Maybe<Scalars['Boolean']['output']>;
  /** Why it does not; null when it does, or when nobody knows (an error says why). */
  readonly reason: Maybe<CodeRejection>;
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

/** Lines that reach the shopper together. */
export type FulfillmentGroup = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** How. */
  readonly mode: FulfillmentKind;
  /** Which lines. */
  readonly lineIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The store it is collected in, sent from or ordered in; null where none has a part in it. */
  readonly store: Maybe<Store>;
  /** The place the goods come from; null while that is open: no one place has them all, or the retailer has none that sends. */
  readonly location: Maybe<Location>;
  /** When the shopper has it; null when nothing can be promised: not all is there, or there is no lead time. Null with an error when nobody knows. */
  readonly promise: Maybe<DeliveryPromise>;
  /** What the shopper pays for it, before promotions; null where that is not said. */
  readonly cost: Maybe<Money>;
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

/** What would stop or change checkout. */
export type CartProblem = PriceChangedProblem | InsufficientStockProblem | LineUnavailableProblem | PromotionEndedProblem | SourceUnavailableProblem;

/** A price is another than when the line was added. */
export type PriceChangedProblem = {
  /** The line. */
  readonly lineId: Scalars['ID']['output'];
  /** Then, for one unit. */
  readonly from: Money;
  /** Now. */
  readonly to: Money;
};

/** There are fewer units where the line is to come from. */
export type InsufficientStockProblem = {
  /** The line. */
  readonly lineId: Scalars['ID']['output'];
  /** What. */
  readonly sku: Scalars['String']['output'];
  /** How many are wanted. */
  readonly requested: Scalars['Int']['output'];
  /** How many there are. */
  readonly available: Scalars['Int']['output'];
  /** Other ways for all of them to reach the shopper, open now. Asks for the stock of stores, too. */
  readonly alternatives: ReadonlyArray<CartAlternative>;
};

/** Another way for a line to reach the shopper. */
export type CartAlternative = {
  /** Which way. */
  readonly mode: FulfillmentKind;
  /** Where it would come from, or wait. */
  readonly location: Maybe<Location>;
  /** When the shopper would have it; null when nothing can be promised. */
  readonly promise: Maybe<DeliveryPromise>;
};

/** It is not sold in this channel. */
export type LineUnavailableProblem = {
  /** The line. */
  readonly lineId: Scalars['ID']['output'];
  /** Where it is not sold. */
  readonly channel: ChannelKind;
  /** Why: `NO_PRICE`, the system of record has none for it here and now. */
  readonly reason: Scalars['String']['output'];
};

/** The promotion of a code is over. */
export type PromotionEndedProblem = {
  /** The code. */
  readonly code: Scalars['String']['output'];
  /** When it ended; null where its system does not say. */
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
};

/** A system did not answer, so that something is not known; or does not answer now (its outcome is STALE), so that it is known as it was. */
export type SourceUnavailableProblem = {
  /** Which, and how. */
  readonly source: SourceStatus;
  /** What counts instead, or is not known, in a sentence for people. */
  readonly effect: Scalars['String']['output'];
};

export type ProductVariant = {
  readonly sku: Scalars['String']['output'];
};

export type Store = {
  readonly id: Scalars['ID']['output'];
};

export type Location = {
  readonly id: Scalars['ID']['output'];
};

/** A cart to begin. */
export type CartCreateInput = {
  /** Where it is begun. */
  readonly channel: ChannelKind;
  /** The currency it is paid in. */
  readonly currencyCode: Scalars['CurrencyCode']['input'];
  /** Where it is to be delivered, as far as that is known. */
  readonly countryCode?: InputMaybe<Scalars['CountryCode']['input']>;
  /** The store it is begun in; away from stores when left out. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
  /** Whose it is, for staff who assist; the viewer's when left out. */
  readonly customerId?: InputMaybe<Scalars['ID']['input']>;
  /** What is in it from the beginning, at most 100 lines. */
  readonly lines?: InputMaybe<ReadonlyArray<CartLineInput>>;
};

/** Units to add. */
export type CartLineInput = {
  /** What. */
  readonly sku: Scalars['String']['input'];
  /** How many, 1 to 999. */
  readonly quantity?: Scalars['Int']['input'];
};

/** How many units a line is to have. */
export type CartLineUpdateInput = {
  /** The line. */
  readonly id: Scalars['ID']['input'];
  /** How many, 0 to 999; 0 takes it out. */
  readonly quantity: Scalars['Int']['input'];
};

/** Lines that are to reach the shopper together. */
export type FulfillmentGroupInput = {
  /** Which; each in one group at most. */
  readonly lineIds: ReadonlyArray<Scalars['ID']['input']>;
  /** How: SHIP_FROM_WAREHOUSE, SHIP_FROM_STORE, PICKUP_IN_STORE, CURBSIDE_PICKUP or ENDLESS_AISLE. */
  readonly mode: FulfillmentKind;
  /** The store it is collected in, sent from, or ordered in; none for what a warehouse sends. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
};

/** What becomes of articles when two carts become one. */
export type CartMergeStrategy =
  /** As many as both together. */
  | 'MERGE_SUM_QUANTITY'
  /** As many as the fuller one has. */
  | 'MERGE_MAX_QUANTITY'
  /** The shopper's cart stays as it is. */
  | 'KEEP_CUSTOMER'
  /** The guest's lines take the place of the shopper's. */
  | 'KEEP_GUEST';

/** What became of one article. */
export type CartMergeLineReport = {
  /** What. */
  readonly sku: Scalars['String']['output'];
  /** How many the guest had. */
  readonly guestQuantity: Scalars['Int']['output'];
  /** How many the shopper had. */
  readonly customerQuantity: Scalars['Int']['output'];
  /** How many there are now. */
  readonly resultQuantity: Scalars['Int']['output'];
  /** How that came. */
  readonly note: CartMergeNote;
};

/** How two quantities became one. */
export type CartMergeNote =
  /** Only the shopper had it, and has it still. */
  | 'KEPT'
  /** Only the guest had it; it moved. */
  | 'MOVED'
  /** Both had it, and they were added up. */
  | 'SUMMED'
  /** Both had it, and the larger quantity counts. */
  | 'LARGER_TAKEN'
  /** Both had it, and the quantity of the cart that was kept counts. */
  | 'ONE_TAKEN'
  /** It was dropped with the cart that was not kept. */
  | 'DROPPED'
  /** More than 999 of it were meant: 999 are left. */
  | 'CUT_TO_LIMIT'
  /** There was no room for it: a cart has 100 lines at most. */
  | 'NO_ROOM';

/** What is wrong with a change, in a word. */
export type CartErrorCode =
  /** There is no such thing, or it is not the viewer's. */
  | 'NOT_FOUND'
  /** The cart was changed meanwhile: it is in the answer as it is now. */
  | 'VERSION_CONFLICT'
  /** No system knows the article. */
  | 'SKU_UNKNOWN'
  /** It is not sold in this channel, or not in the cart's currency. */
  | 'NOT_SOLD_HERE'
  /** There are not as many. */
  | 'INSUFFICIENT_STOCK'
  /** No promotion takes the code, or it is over. */
  | 'CODE_REJECTED'
  /** The way is not offered there. */
  | 'FULFILLMENT_UNAVAILABLE'
  /** More than a cart may hold: 999 units of an article, 100 lines. */
  | 'LIMIT_EXCEEDED'
  /** The total is another than the shopper saw. */
  | 'TOTAL_CHANGED'
  /** The payment was declined. */
  | 'PAYMENT_DECLINED'
  /** The points of the redemption are spent, were given back, or pay for another order. */
  | 'REDEMPTION_NOT_HELD'
  /** The redemption pays no order here: it is worth no sum of money, or more than the order costs, or was made for another channel. */
  | 'REDEMPTION_NOT_USABLE'
  /** The cart was ordered, here or elsewhere. */
  | 'ALREADY_ORDERED'
  /** The cart's time is over, or its lines are in another one. */
  | 'NOT_ACTIVE'
  /** A system that must be asked does not answer now. */
  | 'SYSTEM_UNAVAILABLE'
  /** Who orders is not known: say so. */
  | 'CONTACT_REQUIRED'
  /** Where it is sent is not known: say so. */
  | 'ADDRESS_REQUIRED';

/** Why a change was not made. Where there is one, nothing was changed. */
export type CartUserError = UserError & {
  /** In a word. */
  readonly code: CartErrorCode;
  /** In a sentence, for people. */
  readonly message: Scalars['String']['output'];
  /** The argument it is about, and the way down in it. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Whether the same may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** The line it is about. */
  readonly lineId: Maybe<Scalars['ID']['output']>;
};

/** What came of a change to a cart. */
export type CartPayload = {
  /** True when an earlier call with the same idempotency key did it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The cart as it is now; null when it is not the viewer's. */
  readonly cart: Maybe<Cart>;
  /** For who was given a guest's cart, also on replay: what opens it, `ct_` and 43 characters. */
  readonly token: Maybe<Scalars['String']['output']>;
  /** Why nothing was changed; empty when it was. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

/** What came of merging two carts. */
export type CartMergePayload = {
  /** True when an earlier call with the same idempotency key did it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The shopper's cart as it is now. */
  readonly cart: Maybe<Cart>;
  /** What became of each article; empty when nothing was changed. */
  readonly report: ReadonlyArray<CartMergeLineReport>;
  /** Why nothing was changed; empty when it was. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

/** What came of handing a cart over. */
export type CartHandOffPayload = {
  /** True when an earlier call with the same idempotency key did it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The cart as it is now. */
  readonly cart: Maybe<Cart>;
  /** What opens it elsewhere: ten letters and digits in two groups, to be read out, typed or scanned. Works once. */
  readonly handOffCode: Maybe<Scalars['String']['output']>;
  /** Until when. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Why there is no code; empty when there is one. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

/** What is ordered. */
export type CartCheckoutInput = {
  /** The cart's id. */
  readonly cartId: Scalars['ID']['input'];
  /** The version that was seen: on any other, nothing is ordered and the error is VERSION_CONFLICT. */
  readonly expectedVersion: Scalars['Int']['input'];
  /** What the shopper saw that it costs: at any other total nothing is ordered and the error is TOTAL_CHANGED. */
  readonly expectedTotal: MoneyInput;
  /** Who orders; needed for guests, and for shoppers whom the system that takes orders does not know. */
  readonly contact?: InputMaybe<CartContactInput>;
  /** Where it is sent; needed for guests where something is. */
  readonly shippingAddress?: InputMaybe<CartAddressInput>;
  /** Who pays; the shipping address when left out. */
  readonly billingAddress?: InputMaybe<CartAddressInput>;
  /** The payment, as its provider calls it; needed where something is sent, unless points pay for it all. Without it, and without points, it is paid when it is collected. */
  readonly paymentReference?: InputMaybe<Scalars['String']['input']>;
  /** A redemption of the cart's own shopper that pays what it is worth, of this order alone: held yet, for points and not for a reward, made for this channel. The payment pays the rest. Its points are spent when the order's desk has the order, and given back where it comes to nothing. */
  readonly loyaltyRedemptionId?: InputMaybe<Scalars['ID']['input']>;
};

/** Who orders. */
export type CartContactInput = {
  /** Where the order is confirmed to. */
  readonly email: Scalars['String']['input'];
  /** For the carrier or the store. */
  readonly phone?: InputMaybe<Scalars['String']['input']>;
  /** First name. */
  readonly givenName?: InputMaybe<Scalars['String']['input']>;
  /** Last name. */
  readonly familyName?: InputMaybe<Scalars['String']['input']>;
};

/** Where to. */
export type CartAddressInput = {
  /** Number and street. */
  readonly streetLine1: Scalars['String']['input'];
  /** What else the carrier needs to know. */
  readonly streetLine2?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  readonly postalCode: Scalars['String']['input'];
  /** Town. */
  readonly city: Scalars['String']['input'];
  /** Region or state, where addresses have one. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: Scalars['CountryCode']['input'];
};

/** What came of a checkout. */
export type CartCheckoutPayload = {
  /** True when an earlier call with the same idempotency key did it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The order; null when none was placed. A guest asks for it by `orderId`, with the token. */
  readonly order: Maybe<Order>;
  /** The order's id; null when none was placed. */
  readonly orderId: Maybe<Scalars['ID']['output']>;
  /** Its number, for the shopper to keep. */
  readonly orderNumber: Maybe<Scalars['String']['output']>;
  /** For a guest, also on replay: what opens the order, in the header `X-Order-Token`. */
  readonly orderToken: Maybe<Scalars['String']['output']>;
  /** The cart as it is now; null when it is not the viewer's. */
  readonly cart: Maybe<Cart>;
  /** Why nothing was ordered; empty when it was. */
  readonly userErrors: ReadonlyArray<CartUserError>;
};

export type Order = {
  readonly id: Scalars['ID']['output'];
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
  Cart: Cart;
  Order: Order;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Cart:
    ( { __typename: 'Cart' }
    & GraphQLRecursivePick<FederationTypes['Cart'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( CartUserErrorModelModel );
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
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Customer: ResolverTypeWrapper<Omit<Customer, 'cart'> & { cart?: Maybe<ResolversTypes['Cart']> }>;
  Cart: ResolverTypeWrapper<CartModelModel>;
  CartState: CartState;
  CartTouch: ResolverTypeWrapper<CartTouchModelModel>;
  CartLine: ResolverTypeWrapper<CartLineModelModel>;
  CartCost: ResolverTypeWrapper<CartCostModelModel>;
  CartDiscountCode: ResolverTypeWrapper<CartDiscountCodeModelModel>;
  CodeRejection: CodeRejection;
  FulfillmentGroup: ResolverTypeWrapper<FulfillmentGroupModelModel>;
  FulfillmentKind: FulfillmentKind;
  DeliveryPromise: ResolverTypeWrapper<DeliveryPromise>;
  CartProblem: ResolverTypeWrapper<CartProblemModelModel>;
  PriceChangedProblem: ResolverTypeWrapper<PriceChangedProblem>;
  InsufficientStockProblem: ResolverTypeWrapper<InsufficientStockProblemModelModel>;
  CartAlternative: ResolverTypeWrapper<CartAlternativeModelModel>;
  LineUnavailableProblem: ResolverTypeWrapper<LineUnavailableProblem>;
  PromotionEndedProblem: ResolverTypeWrapper<PromotionEndedProblem>;
  SourceUnavailableProblem: ResolverTypeWrapper<SourceUnavailableProblem>;
  ProductVariant: ResolverTypeWrapper<ProductVariant>;
  Store: ResolverTypeWrapper<Store>;
  Location: ResolverTypeWrapper<Location>;
  CartCreateInput: CartCreateInput;
  CartLineInput: CartLineInput;
  CartLineUpdateInput: CartLineUpdateInput;
  FulfillmentGroupInput: FulfillmentGroupInput;
  CartMergeStrategy: CartMergeStrategy;
  CartMergeLineReport: ResolverTypeWrapper<CartMergeLineReport>;
  CartMergeNote: CartMergeNote;
  CartErrorCode: CartErrorCode;
  CartUserError: ResolverTypeWrapper<CartUserErrorModelModel>;
  CartPayload: ResolverTypeWrapper<CartPayloadModelModel>;
  CartMergePayload: ResolverTypeWrapper<CartMergePayloadModelModel>;
  CartHandOffPayload: ResolverTypeWrapper<CartHandOffPayloadModelModel>;
  CartCheckoutInput: CartCheckoutInput;
  CartContactInput: CartContactInput;
  CartAddressInput: CartAddressInput;
  CartCheckoutPayload: ResolverTypeWrapper<CartCheckoutPayloadModelModel>;
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
  ID: Scalars['ID']['output'];
  Mutation: Record<PropertyKey, never>;
  Customer: Omit<Customer, 'cart'> & { cart?: Maybe<ResolversParentTypes['Cart']> } | FederationReferenceTypes['Customer'];
  Cart: CartModelModel;
  CartTouch: CartTouchModelModel;
  CartLine: CartLineModelModel;
  CartCost: CartCostModelModel;
  CartDiscountCode: CartDiscountCodeModelModel;
  FulfillmentGroup: FulfillmentGroupModelModel;
  DeliveryPromise: DeliveryPromise;
  CartProblem: CartProblemModelModel;
  PriceChangedProblem: PriceChangedProblem;
  InsufficientStockProblem: InsufficientStockProblemModelModel;
  CartAlternative: CartAlternativeModelModel;
  LineUnavailableProblem: LineUnavailableProblem;
  PromotionEndedProblem: PromotionEndedProblem;
  SourceUnavailableProblem: SourceUnavailableProblem;
  ProductVariant: ProductVariant;
  Store: Store;
  Location: Location;
  CartCreateInput: CartCreateInput;
  CartLineInput: CartLineInput;
  CartLineUpdateInput: CartLineUpdateInput;
  FulfillmentGroupInput: FulfillmentGroupInput;
  CartMergeLineReport: CartMergeLineReport;
  CartUserError: CartUserErrorModelModel;
  CartPayload: CartPayloadModelModel;
  CartMergePayload: CartMergePayloadModelModel;
  CartHandOffPayload: CartHandOffPayloadModelModel;
  CartCheckoutInput: CartCheckoutInput;
  CartContactInput: CartContactInput;
  CartAddressInput: CartAddressInput;
  CartCheckoutPayload: CartCheckoutPayloadModelModel;
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
  __resolveType: TypeResolveFn<'CartUserError', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, RequireFields<QueryCartArgs, 'id'>>;
  myCart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType, Partial<QueryMyCartArgs>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cartCreate?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationCartCreateArgs, 'input' | 'idempotencyKey'>>;
  cartLinesAdd?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationCartLinesAddArgs, 'cartId' | 'lines' | 'idempotencyKey'>>;
  cartLinesUpdate?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationCartLinesUpdateArgs, 'cartId' | 'lines' | 'idempotencyKey'>>;
  cartLinesRemove?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationCartLinesRemoveArgs, 'cartId' | 'lineIds' | 'idempotencyKey'>>;
  cartDiscountCodesUpdate?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationCartDiscountCodesUpdateArgs, 'cartId' | 'codes' | 'idempotencyKey'>>;
  cartFulfillmentSet?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationCartFulfillmentSetArgs, 'cartId' | 'groups' | 'idempotencyKey'>>;
  cartMerge?: Resolver<ResolversTypes['CartMergePayload'], ParentType, ContextType, RequireFields<MutationCartMergeArgs, 'guestCartId' | 'guestToken' | 'strategy' | 'idempotencyKey'>>;
  cartHandOff?: Resolver<ResolversTypes['CartHandOffPayload'], ParentType, ContextType, RequireFields<MutationCartHandOffArgs, 'cartId' | 'toChannel' | 'idempotencyKey'>>;
  cartHandOffAccept?: Resolver<ResolversTypes['CartPayload'], ParentType, ContextType, RequireFields<MutationCartHandOffAcceptArgs, 'code' | 'idempotencyKey'>>;
  cartCheckout?: Resolver<ResolversTypes['CartCheckoutPayload'], ParentType, ContextType, RequireFields<MutationCartCheckoutArgs, 'input' | 'idempotencyKey'>>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
};

export type CartResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Cart'] = ResolversParentTypes['Cart'], FederationReferenceType extends FederationReferenceTypes['Cart'] = FederationReferenceTypes['Cart']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Cart']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['CartState'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  touchedBy?: Resolver<ReadonlyArray<ResolversTypes['CartTouch']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['CartLine']>, ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['CartCost'], ParentType, ContextType>;
  discountCodes?: Resolver<ReadonlyArray<ResolversTypes['CartDiscountCode']>, ParentType, ContextType>;
  fulfillmentGroups?: Resolver<ReadonlyArray<ResolversTypes['FulfillmentGroup']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['CartProblem']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type CartTouchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartTouch'] = ResolversParentTypes['CartTouch']> = {
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  storeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  associateId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type CartLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartLine'] = ResolversParentTypes['CartLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['TaxedMoney'], ParentType, ContextType>;
  lineTotal?: Resolver<ResolversTypes['TaxedMoney'], ParentType, ContextType>;
  priceChangedSinceAdded?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  addedFrom?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  addedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
};

export type CartCostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartCost'] = ResolversParentTypes['CartCost']> = {
  subtotal?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  discount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  shipping?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  tax?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  isEstimate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CartDiscountCodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartDiscountCode'] = ResolversParentTypes['CartDiscountCode']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  applicable?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['CodeRejection']>, ParentType, ContextType>;
};

export type FulfillmentGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FulfillmentGroup'] = ResolversParentTypes['FulfillmentGroup']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['FulfillmentKind'], ParentType, ContextType>;
  lineIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType>;
  promise?: Resolver<Maybe<ResolversTypes['DeliveryPromise']>, ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type DeliveryPromiseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeliveryPromise'] = ResolversParentTypes['DeliveryPromise']> = {
  earliest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  latest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cutOff?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  cost?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type CartProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartProblem'] = ResolversParentTypes['CartProblem']> = {
  __resolveType: TypeResolveFn<'PriceChangedProblem' | 'InsufficientStockProblem' | 'LineUnavailableProblem' | 'PromotionEndedProblem' | 'SourceUnavailableProblem', ParentType, ContextType>;
};

export type PriceChangedProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceChangedProblem'] = ResolversParentTypes['PriceChangedProblem']> = {
  lineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InsufficientStockProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InsufficientStockProblem'] = ResolversParentTypes['InsufficientStockProblem']> = {
  lineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requested?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  alternatives?: Resolver<ReadonlyArray<ResolversTypes['CartAlternative']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CartAlternativeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartAlternative'] = ResolversParentTypes['CartAlternative']> = {
  mode?: Resolver<ResolversTypes['FulfillmentKind'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType>;
  promise?: Resolver<Maybe<ResolversTypes['DeliveryPromise']>, ParentType, ContextType>;
};

export type LineUnavailableProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LineUnavailableProblem'] = ResolversParentTypes['LineUnavailableProblem']> = {
  lineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['ChannelKind'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PromotionEndedProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PromotionEndedProblem'] = ResolversParentTypes['PromotionEndedProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SourceUnavailableProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceUnavailableProblem'] = ResolversParentTypes['SourceUnavailableProblem']> = {
  source?: Resolver<ResolversTypes['SourceStatus'], ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant']> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Location'] = ResolversParentTypes['Location']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CartMergeLineReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartMergeLineReport'] = ResolversParentTypes['CartMergeLineReport']> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  guestQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customerQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resultQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['CartMergeNote'], ParentType, ContextType>;
};

export type CartUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartUserError'] = ResolversParentTypes['CartUserError']> = {
  code?: Resolver<ResolversTypes['CartErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lineId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CartPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartPayload'] = ResolversParentTypes['CartPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  token?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartMergePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartMergePayload'] = ResolversParentTypes['CartMergePayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  report?: Resolver<ReadonlyArray<ResolversTypes['CartMergeLineReport']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartHandOffPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartHandOffPayload'] = ResolversParentTypes['CartHandOffPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  handOffCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type CartCheckoutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CartCheckoutPayload'] = ResolversParentTypes['CartCheckoutPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  orderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  orderNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  orderToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cart?: Resolver<Maybe<ResolversTypes['Cart']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['CartUserError']>, ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  Cart?: CartResolvers<ContextType>;
  CartTouch?: CartTouchResolvers<ContextType>;
  CartLine?: CartLineResolvers<ContextType>;
  CartCost?: CartCostResolvers<ContextType>;
  CartDiscountCode?: CartDiscountCodeResolvers<ContextType>;
  FulfillmentGroup?: FulfillmentGroupResolvers<ContextType>;
  DeliveryPromise?: DeliveryPromiseResolvers<ContextType>;
  CartProblem?: CartProblemResolvers<ContextType>;
  PriceChangedProblem?: PriceChangedProblemResolvers<ContextType>;
  InsufficientStockProblem?: InsufficientStockProblemResolvers<ContextType>;
  CartAlternative?: CartAlternativeResolvers<ContextType>;
  LineUnavailableProblem?: LineUnavailableProblemResolvers<ContextType>;
  PromotionEndedProblem?: PromotionEndedProblemResolvers<ContextType>;
  SourceUnavailableProblem?: SourceUnavailableProblemResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  Location?: LocationResolvers<ContextType>;
  CartMergeLineReport?: CartMergeLineReportResolvers<ContextType>;
  CartUserError?: CartUserErrorResolvers<ContextType>;
  CartPayload?: CartPayloadResolvers<ContextType>;
  CartMergePayload?: CartMergePayloadResolvers<ContextType>;
  CartHandOffPayload?: CartHandOffPayloadResolvers<ContextType>;
  CartCheckoutPayload?: CartCheckoutPayloadResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
