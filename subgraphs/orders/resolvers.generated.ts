import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { OrderModel as OrderModelModel, OrderEdgeModel as OrderEdgeModelModel, OrderConnectionModel as OrderConnectionModelModel, OrderLookupResultModel as OrderLookupResultModelModel, OrderLineModel as OrderLineModelModel, OrderCostModel as OrderCostModelModel, OrderStatsModel as OrderStatsModelModel, ReturnModel as ReturnModelModel, ReturnLineModel as ReturnLineModelModel, RefundModel as RefundModelModel, CustomerModel as CustomerModelModel, FulfillmentModel as FulfillmentModelModel, OrderActionsModel as OrderActionsModelModel, PaymentModel as PaymentModelModel, ReturnPayloadModel as ReturnPayloadModelModel, ReturnQuotePayloadModel as ReturnQuotePayloadModelModel, ReturnFactsModel as ReturnFactsModelModel, OrderPayloadModel as OrderPayloadModelModel, OrderUserErrorModel as OrderUserErrorModelModel, WriteOutcomeModel as WriteOutcomeModelModel } from './models.ts';
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
  /** An order by id; null when no system that could be asked holds it. */
  readonly order: Maybe<Order>;
  /** Finds an order by what somebody at a counter or on the telephone can say of it. Everything given must hold. */
  readonly orderLookup: Maybe<OrderLookupResult>;
  /**
   * What the viewer's own store has to do, oldest first: one entry for every part of an order that is to be picked there, or waits there, of orders that
   * the graph took. FORBIDDEN for who works in no store.
   */
  readonly orders: Maybe<OrderConnection>;
  /** A return by id; null when its system does not hold it any more. */
  readonly return: Maybe<Return>;
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrderLookupArgs = {
  number?: InputMaybe<Scalars['String']['input']>;
  receiptBarcode?: InputMaybe<Scalars['String']['input']>;
  email?: InputMaybe<Scalars['String']['input']>;
  channel?: InputMaybe<ChannelKind>;
};


export type QueryOrdersArgs = {
  where?: InputMaybe<StoreOrderFilter>;
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryReturnArgs = {
  id: Scalars['ID']['input'];
};

export type Mutation = {
  /**
   * Cancels an order, or some of its lines. What the system that takes orders does not have yet is cancelled at once; else that system is asked, which
   * may refuse: the order's timeline says what came of it, and `writes` how far it is. The money is given back, the stock is free.
   */
  readonly orderCancel: OrderPayload;
  /**
   * The viewer's own store has put its part of an order together: it waits for the shopper, or for the carrier. Lines in `missing` were not to be found: they
   * are cancelled whole and their money goes back, if the system that has the order cancels single lines.
   */
  readonly pickupMarkReady: OrderPayload;
  /** The viewer's own store gives what is ready to the shopper, or to the carrier. Once the system that takes orders has the order. */
  readonly pickupHandOver: OrderPayload;
  /** The shopper did not collect what was ready, and `Fulfillment.collectBy` is over: it is cancelled, the money goes back and the stock is free. */
  readonly pickupMarkNoShow: OrderPayload;
  /**
   * Has another place do what a store does not, with stock put aside there. A system that takes orders and does not have this one yet is told the new
   * place with it; one that has it keeps the first.
   */
  readonly fulfillmentReroute: OrderPayload;
  /**
   * What goods would bring back if they came back today, and on which way; nothing is written, so it takes no key. With `userErrors` where they may
   * not come back so.
   */
  readonly returnQuote: ReturnQuotePayload;
  /**
   * Announces goods that will come back: sent, with a label where the retailer has labels, or handed in at a store. It is there at once; the system that
   * records returns is told as soon as it can be. Money goes back when the goods are in (`returnReceive`).
   */
  readonly returnCreate: ReturnPayload;
  /**
   * Takes goods in where the viewer works: announced ones, or of an order that somebody has the number or receipt of, or, by the retailer's rules, goods without
   * a receipt. Goods are taken in once, whoever else does so at the same time: what is left to come back decides.
   */
  readonly returnReceive: ReturnPayload;
  /**
   * Announces goods that will come back for another variant of the same product, and orders that: at the price that was paid, where both cost the same
   * today. The new goods are put aside at once.
   */
  readonly exchangeCreate: ReturnPayload;
};


export type MutationOrderCancelArgs = {
  input: OrderCancelInput;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationPickupMarkReadyArgs = {
  orderId: Scalars['ID']['input'];
  fulfillmentId: Scalars['ID']['input'];
  missing?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationPickupHandOverArgs = {
  orderId: Scalars['ID']['input'];
  fulfillmentId: Scalars['ID']['input'];
  proof: HandOverProofInput;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationPickupMarkNoShowArgs = {
  orderId: Scalars['ID']['input'];
  fulfillmentId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};


export type MutationFulfillmentRerouteArgs = {
  orderId: Scalars['ID']['input'];
  fulfillmentId: Scalars['ID']['input'];
  toLocationId: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};


export type MutationReturnQuoteArgs = {
  input: ReturnQuoteInput;
};


export type MutationReturnCreateArgs = {
  input: ReturnInput;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationReturnReceiveArgs = {
  input: ReturnReceiveInput;
  idempotencyKey: Scalars['String']['input'];
};


export type MutationExchangeCreateArgs = {
  input: ExchangeInput;
  idempotencyKey: Scalars['String']['input'];
};

export type Customer = {
  readonly id: Scalars['ID']['output'];
  /** Web, app, store and phone orders in one list: by placedOn and placedAt (unknown last), newest first, then by id. */
  readonly orders: Maybe<OrderConnection>;
  /** What they have bought, each variant once, the one bought last first; what the systems know by text alone is left out. */
  readonly purchasedVariants: Maybe<PurchasedVariantConnection>;
  /** How much they buy and where, over every system. */
  readonly orderStats: Maybe<OrderStats>;
};


export type CustomerOrdersArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
  where?: InputMaybe<CustomerOrderFilter>;
};


export type CustomerPurchasedVariantsArgs = {
  first?: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Sums over a shopper's orders, at most the newest 1,000. A sum that leaves something out would lie: where a system did not
 * answer, or there are more orders, it is null with an error, and `sources` says which.
 */
export type OrderStats = {
  /** Orders in which something was bought; cancelled ones, and receipts that only take goods back, do not count. */
  readonly count: Maybe<Scalars['Int']['output']>;
  /** What they paid for, with tax: cancelled orders and what was given back for returns are not in it. */
  readonly lifetimeValue: Maybe<Money>;
  /** lifetimeValue by count, rounded half up; null when there are no orders. */
  readonly averageOrderValue: Maybe<Money>;
  /** By channel, the one with most orders first. */
  readonly byChannel: Maybe<ReadonlyArray<ChannelOrderStats>>;
  /** Business day of the newest of them; null when there are none. */
  readonly lastOrderOn: Maybe<Scalars['Date']['output']>;
  /** Its instant; null when every system that holds it knows the day alone. */
  readonly lastOrderAt: Maybe<Scalars['DateTime']['output']>;
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A shopper's orders in one channel. */
export type ChannelOrderStats = {
  /** The channel. */
  readonly channel: Channel;
  /** Orders in which something was bought. */
  readonly count: Scalars['Int']['output'];
  /** What they paid for there, with tax, less what was given back; null when there is nothing to sum. */
  readonly total: Maybe<Money>;
};

/** A page of what a shopper has bought. */
export type PurchasedVariantConnection = {
  /** The entries. */
  readonly edges: ReadonlyArray<PurchasedVariantEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** True when every system that may know of a purchase answered in full; at most the newest 1,000 orders are read. */
  readonly complete: Scalars['Boolean']['output'];
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** A variant the shopper has bought. */
export type PurchasedVariantEdge = {
  /** The variant. */
  readonly node: ProductVariant;
  /** Where to go on after it. */
  readonly cursor: Scalars['String']['output'];
  /** In how many orders it was bought. */
  readonly times: Scalars['Int']['output'];
  /** Business day it was last bought. */
  readonly lastOn: Scalars['Date']['output'];
  /** The instant; null when every system that holds that order knows the day alone. */
  readonly lastAt: Maybe<Scalars['DateTime']['output']>;
  /** Where it was bought, the latest first. */
  readonly channels: ReadonlyArray<ChannelKind>;
};

/** What a look-up came to. */
export type OrderLookupResult = {
  /** The one order that is meant, without doubt; null when there is none, or there are others. Null with an error when a system that may know another did not answer. */
  readonly order: Maybe<Order>;
  /** Every order that may be meant, newest first; holds `order`, too. At most 20. */
  readonly candidates: ReadonlyArray<Order>;
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** Which of a shopper's orders. */
export type CustomerOrderFilter = {
  /** Only of these channels. */
  readonly channels?: InputMaybe<ReadonlyArray<ChannelKind>>;
  /** Only in these states. */
  readonly status?: InputMaybe<ReadonlyArray<OrderStatus>>;
  /** Only placed on these business days. */
  readonly placed?: InputMaybe<LocalDateRange>;
};

/** A page of orders that says which systems answered. An empty list with POS: TIMEOUT is not "no store orders". */
export type OrderConnection = {
  /** The entries. */
  readonly edges: ReadonlyArray<OrderEdge>;
  /** Where the page stands. */
  readonly pageInfo: PageInfo;
  /** True when every system that may hold such orders answered in full. */
  readonly complete: Scalars['Boolean']['output'];
  /** What came of asking each system. */
  readonly sources: ReadonlyArray<SourceStatus>;
};

/** An order in a page. */
export type OrderEdge = {
  /** The order. */
  readonly node: Order;
  /** Where to go on after it. */
  readonly cursor: Scalars['String']['output'];
};

/** One order: what was bought in one go, in whichever systems it is recorded. */
export type Order = {
  /** Ours, stable: the sealed business number. Says nothing and cannot be guessed. */
  readonly id: Scalars['ID']['output'];
  /** The business number in its channel: the shop's number, or the till receipt's. */
  readonly number: Scalars['String']['output'];
  /** How far it is on its way to the shopper, as its system says; of goods that came back see `returnStatus`. */
  readonly status: OrderStatus;
  /** Whether any of it came back, by the returns recorded; null with an error when the system that knows did not answer. */
  readonly returnStatus: Maybe<OrderReturnStatus>;
  /** The system's own word for its status; null when it has none. */
  readonly statusDetail: Maybe<Scalars['String']['output']>;
  /** Where it was placed, as opposed to where it is fulfilled. */
  readonly channel: Channel;
  /** Business day at the place of sale; some systems know no more. */
  readonly placedOn: Scalars['Date']['output'];
  /** The instant; null when every system that holds the order knows the day alone. */
  readonly placedAt: Maybe<Scalars['DateTime']['output']>;
  /** The store it was placed in; null away from stores. */
  readonly store: Maybe<Store>;
  /** The shopper; null for an anonymous sale. */
  readonly customer: Maybe<Customer>;
  /** What was bought; lines with a negative quantity take goods back. */
  readonly lines: ReadonlyArray<OrderLine>;
  /** What it cost. */
  readonly cost: OrderCost;
  /** Discounts as they were recorded with the order. */
  readonly promotions: ReadonlyArray<AppliedPromotionSnapshot>;
  /** Where it is sent; null when it is not sent or no system says. */
  readonly shippingAddress: Maybe<Address>;
  /** Where the invoice goes; null when no system says. */
  readonly billingAddress: Maybe<Address>;
  /** How it was paid. Null with an error when the system that knows did not answer. */
  readonly payments: Maybe<ReadonlyArray<Payment>>;
  /** How it reaches the shopper. Null with an error when the system that knows did not answer. */
  readonly fulfillments: Maybe<ReadonlyArray<Fulfillment>>;
  /** What came back. Null with an error when the system that knows did not answer. */
  readonly returns: Maybe<ReadonlyArray<Return>>;
  /** Invoices, credit notes and till receipts of every system. Null with an error when one of them did not answer. */
  readonly invoices: Maybe<ReadonlyArray<Document>>;
  /** What the shopper shows to collect what a store has to do, or has ready; not for those who hand it over. */
  readonly pickupCodes: Maybe<ReadonlyArray<PickupCode>>;
  /** What may be done about it now, and if not, why: by the same rules as the mutations that do it. */
  readonly actions: Maybe<OrderActions>;
  /** What its systems and the graph itself recorded of it, oldest first. Null with an error when one that knows did not answer. */
  readonly timeline: Maybe<ReadonlyArray<OrderEvent>>;
  /** Every record of the order found, the one that is shown first. */
  readonly sources: ReadonlyArray<SourceRecord>;
  /** Changes whenever the system that is shown changes the order; null when it does not tell. */
  readonly version: Maybe<Scalars['String']['output']>;
};

/** What opens one part of an order at a counter. */
export type PickupCode = {
  /** `Fulfillment.id`. */
  readonly fulfillmentId: Scalars['ID']['output'];
  /** Eight letters and digits in two groups, to be shown, read out or typed. */
  readonly code: Scalars['String']['output'];
};

/** What may be done about an order now, whoever asks; who may do it is a question of scopes. */
export type OrderActions = {
  /** All of it. Lines may be cancelled as long as they have not left, where its system can do that. */
  readonly cancel: ActionState;
  /** Where it goes. */
  readonly changeAddress: ActionState;
  /** Some of it may come back. Null with an error when a system that knows how far it is did not answer. */
  readonly return: Maybe<ActionState>;
  /** Some of it may be exchanged for another size or colour; whether there is one, `exchangeCreate` says. Null as `return`. */
  readonly exchange: Maybe<ActionState>;
  /** Where goods may be brought back; empty when none may. Null as `return`. */
  readonly returnChannels: Maybe<ReadonlyArray<ChannelKind>>;
  /** The last day on which some of it may, or might have, come back; null while nothing of it has reached the shopper. */
  readonly returnUntil: Maybe<Scalars['Date']['output']>;
};

/** Whether something may be done. */
export type ActionState = {
  /** Whether it may. A system may refuse all the same, if it is too late there. */
  readonly allowed: Scalars['Boolean']['output'];
  /** Why not; empty when it may. */
  readonly reasons: ReadonlyArray<OrderActionReason>;
};

/** Why something may not be done about an order. */
export type OrderActionReason =
  /** It is cancelled. */
  | 'ALREADY_CANCELLED'
  /** Some of it has left. */
  | 'ALREADY_SHIPPED'
  /** Some of it was handed over. */
  | 'ALREADY_COLLECTED'
  /** Some of it came back. */
  | 'ALREADY_RETURNED'
  /** It was sold at a till: it can be brought back. */
  | 'SOLD_IN_STORE'
  /** Somebody asked for it, and its system has not answered yet. */
  | 'UNDER_WAY'
  /** No system that has it offers it. */
  | 'NOT_SUPPORTED'
  /** The retailer does not offer it. */
  | 'NOT_OFFERED'
  /** Nothing was bought that could come back: it takes goods back itself, or was cancelled. */
  | 'NOTHING_BOUGHT'
  /** The shopper does not have it yet. */
  | 'NOT_RECEIVED_YET'
  /** The last day has passed. */
  | 'TOO_LATE'
  /** No system says whether the shopper has it. */
  | 'STATUS_UNKNOWN';

/** Whether goods of an order came back. */
export type OrderReturnStatus =
  /** Nothing did. */
  | 'NONE'
  /** Some of it did. */
  | 'PARTIALLY_RETURNED'
  /** All of it did. */
  | 'RETURNED';

/** A discount as it was when the order was placed. */
export type AppliedPromotionSnapshot = {
  /** What the system calls it; null when it records no name. */
  readonly label: Maybe<Scalars['String']['output']>;
  /** The code the shopper gave; null when none is recorded. */
  readonly code: Maybe<Scalars['String']['output']>;
  /** What it took off. */
  readonly amount: Money;
};

/** Something written for the shopper. */
export type Document = {
  /** What it is. */
  readonly kind: DocumentKind;
  /** Its number. */
  readonly number: Scalars['String']['output'];
  /** The day it is dated; null when the system does not say. */
  readonly issuedOn: Maybe<Scalars['Date']['output']>;
  /** The instant; null when the system knows the day alone. */
  readonly issuedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it comes to, with tax; positive, on a credit note too. */
  readonly total: Money;
  /** Where it is recorded. */
  readonly source: SourceRecord;
};

/** Kinds of documents. */
export type DocumentKind =
  /** Asks for money. */
  | 'INVOICE'
  /** Gives money back. */
  | 'CREDIT_NOTE'
  /** Printed at a till. */
  | 'RECEIPT';

/** Something that happened to an order. */
export type OrderEvent = {
  /** What happened. */
  readonly kind: OrderEventKind;
  /** The business day. */
  readonly on: Scalars['Date']['output'];
  /** The instant; null when the system knows the day alone. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
  /** Where it happened; null when the system does not say. */
  readonly channel: Maybe<Channel>;
  /** More of it: the number of the parcel, document or return; why somebody wanted it; `GIVEN_UP` where an operator did. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** Where it is recorded. */
  readonly source: SourceRecord;
};

/** What can happen to an order. A system that does not record the day of something tells nothing of it. */
export type OrderEventKind =
  /** It was placed. */
  | 'PLACED'
  /** Goods left. */
  | 'SHIPPED'
  /** Goods were handed over in a store. */
  | 'COLLECTED'
  /** An invoice or receipt was issued. */
  | 'INVOICED'
  /** Money was taken. */
  | 'PAID'
  /** A credit note was issued. */
  | 'CREDITED'
  /** A return was recorded, of goods on their way back or received. */
  | 'RETURNED'
  /** The system that takes orders has it. */
  | 'ACCEPTED'
  /** The system that takes orders would not take it. */
  | 'REFUSED'
  /** The same order came twice to the system that takes orders; one of both was cancelled there. */
  | 'DUPLICATE_CANCELLED'
  /** Promised money was given up before it was taken. */
  | 'VOIDED'
  /** Money was given back. */
  | 'REFUNDED'
  /** Somebody asked to cancel it, or some of it. */
  | 'CANCELLATION_REQUESTED'
  /** It, or some of it, was cancelled. */
  | 'CANCELLED'
  /** It was not cancelled: it was too late, or an operator gave it up. */
  | 'CANCELLATION_REFUSED'
  /** Some of it was not to be found in the store, and is cancelled. */
  | 'SHORT'
  /** The store has put it together: it waits for the shopper or the carrier. */
  | 'READY'
  /** The shopper did not come for it in time. */
  | 'NOT_COLLECTED'
  /** The store that was to do it does not. */
  | 'STORE_REFUSED'
  /** It comes from another place now. */
  | 'REROUTED';

/** How far an order, line or parcel is. */
export type OrderStatus =
  /** Not accepted yet. */
  | 'PENDING'
  /** Accepted. */
  | 'CONFIRMED'
  /** Being picked and packed. */
  | 'IN_PREPARATION'
  /** Some of it has left. */
  | 'PARTIALLY_FULFILLED'
  /** Waits in the store. */
  | 'READY_FOR_PICKUP'
  /** On its way. */
  | 'SHIPPED'
  /** Arrived. */
  | 'DELIVERED'
  /** Handed over in a store. */
  | 'COLLECTED'
  /** Will not happen. */
  | 'CANCELLED'
  /** All of it came back. */
  | 'RETURNED'
  /** Some of it came back. */
  | 'PARTIALLY_RETURNED'
  /** The system has a state the graph does not know. */
  | 'UNKNOWN';

/** One line of an order. */
export type OrderLine = {
  /** Unique in the order. */
  readonly id: Scalars['ID']['output'];
  /** Stock keeping unit; null when the system knows the line by text or GTIN alone. */
  readonly sku: Maybe<Scalars['String']['output']>;
  /** GTIN; null when the system does not record it. */
  readonly gtin: Maybe<Scalars['String']['output']>;
  /** What the receipt or order says was bought. */
  readonly title: Scalars['String']['output'];
  /** Decimal, for goods sold by weight; negative for goods taken back. */
  readonly quantity: Scalars['Decimal']['output'];
  /** For one unit, as charged. */
  readonly unitPrice: TaxedMoney;
  /**
   * How much of it the shopper has and has not brought back: decimal, 0 before it has left and when it was cancelled. Whether it
   * may come back is another question. Null when the system does not say how far the line is; with an error when it did not
   * answer.
   */
  readonly quantityReturnable: Maybe<Scalars['Decimal']['output']>;
  /** After line discounts; negative for goods taken back. */
  readonly lineTotal: TaxedMoney;
  /** Its size, as the catalogue has it; null when it has none or the line has no SKU. */
  readonly size: Maybe<Scalars['String']['output']>;
  /** The thing bought; null when the line has no SKU. */
  readonly variant: Maybe<ProductVariant>;
  /** How far the line is. */
  readonly fulfillmentStatus: OrderStatus;
};

export type ProductVariant = {
  readonly sku: Scalars['String']['output'];
};

export type Store = {
  readonly id: Scalars['ID']['output'];
};

/** What an order cost. */
export type OrderCost = {
  /** The lines. */
  readonly subtotal: TaxedMoney;
  /** Shipping; null when the system does not state it apart. */
  readonly shipping: Maybe<TaxedMoney>;
  /** Taken off over all lines; null when the system does not state it. */
  readonly discount: Maybe<Money>;
  /** What was to pay. */
  readonly total: TaxedMoney;
  /** What rounding added, negative when it took off; null when none is recorded. */
  readonly roundingAdjustment: Maybe<Money>;
  /** Money taken for it so far, change taken off; null when no system records any. */
  readonly paid: Maybe<Money>;
  /** Money given back for it so far; null when no system records any. */
  readonly refunded: Maybe<Money>;
};

/** A tender: enough to refund to the right one, never a card number. */
export type Payment = {
  /** Unique in the order. */
  readonly id: Scalars['ID']['output'];
  /** How it was paid. */
  readonly method: PaymentMethod;
  /** Card brand; null when unknown. */
  readonly brand: Maybe<Scalars['String']['output']>;
  /** Last four digits; null when unknown. */
  readonly last4: Maybe<Scalars['String']['output']>;
  /** What was paid, change taken off; negative for money paid out. */
  readonly amount: Money;
  /** How far it is. */
  readonly state: PaymentState;
  /** When the money was taken; null when unknown. */
  readonly capturedAt: Maybe<Scalars['DateTime']['output']>;
  /** How much of it may still go back: what returns gave back, or are to give back, is taken off. Null with an error when a system that knows did not answer. */
  readonly refundable: Maybe<Money>;
  /** How it may go back, the usual way first; in a store more ways are open than elsewhere. Empty when nothing may. Null as `refundable`. */
  readonly refundPaths: Maybe<ReadonlyArray<RefundPath>>;
  /** Where it is recorded. */
  readonly source: SourceRecord;
};

/** Ways to pay. */
export type PaymentMethod =
  /** Credit or debit card. */
  | 'CARD'
  /** PayPal. */
  | 'PAYPAL'
  /** A wallet on a device. */
  | 'WALLET'
  /** Gift card. */
  | 'GIFT_CARD'
  /** Loyalty points. */
  | 'LOYALTY_POINTS'
  /** Cash. */
  | 'CASH'
  /** Cheque. */
  | 'CHEQUE'
  /** Bank transfer. */
  | 'BANK_TRANSFER'
  /** Store credit or voucher. */
  | 'STORE_CREDIT'
  /** Instalments. */
  | 'INSTALMENTS'
  /** Another way, or one the system does not name. */
  | 'OTHER';

/** How far a payment is. */
export type PaymentState =
  /** Promised by the bank. */
  | 'AUTHORIZED'
  /** Taken. */
  | 'CAPTURED'
  /** Partly given back. */
  | 'PARTIALLY_REFUNDED'
  /** Given back. */
  | 'REFUNDED'
  /** Undone before it was taken. */
  | 'VOIDED'
  /** Refused. */
  | 'FAILED';

/** One way in which some of an order reaches the shopper. */
export type Fulfillment = {
  /** Unique in the order. */
  readonly id: Scalars['ID']['output'];
  /** How. */
  readonly kind: FulfilmentMode;
  /** How far it is. */
  readonly status: OrderStatus;
  /** The store the goods leave from; null for a warehouse or where unknown. */
  readonly store: Maybe<Store>;
  /** Until when the shopper may collect what is ready; null for anything else. */
  readonly collectBy: Maybe<Scalars['DateTime']['output']>;
  /** What it holds. */
  readonly lines: ReadonlyArray<FulfillmentLine>;
  /** Parcels; empty when there is nothing to follow. */
  readonly tracking: ReadonlyArray<Tracking>;
};

/** How goods reach the shopper. */
export type FulfilmentMode =
  /** Sent. */
  | 'SHIP'
  /** Collected in a store. */
  | 'PICKUP'
  /** Brought to the car. */
  | 'CURBSIDE'
  /** Taken along from the till. */
  | 'IN_STORE'
  /** Nothing physical. */
  | 'DIGITAL';

/** How much of which line. */
export type FulfillmentLine = {
  /** `OrderLine.id`. */
  readonly orderLineId: Scalars['ID']['output'];
  /** How much. */
  readonly quantity: Scalars['Decimal']['output'];
};

/** A parcel to follow. */
export type Tracking = {
  /** Carrier; null when unknown. */
  readonly carrier: Maybe<Scalars['String']['output']>;
  /** Parcel number; null when unknown. */
  readonly number: Maybe<Scalars['String']['output']>;
  /** Where to follow it; null when unknown. */
  readonly url: Maybe<Scalars['URL']['output']>;
};

/** Goods that came back, or are on their way back. */
export type Return = {
  /** Ours, stable. */
  readonly id: Scalars['ID']['output'];
  /** What systems and labels call it; null where the system that recorded it says nothing of the kind. */
  readonly number: Maybe<Scalars['String']['output']>;
  /** How far it is. REFUNDED only when whoever gives the money back said so. */
  readonly status: ReturnStatus;
  /** Where it was handed in. */
  readonly channel: Channel;
  /** The store that took it; null when it was sent back, and while it is awaited. */
  readonly receivedAt: Maybe<Store>;
  /** The order the goods were bought in; null for goods without a receipt. */
  readonly order: Maybe<Order>;
  /** The day it is recorded under; null when the system does not say. */
  readonly on: Maybe<Scalars['Date']['output']>;
  /** What came back. */
  readonly lines: ReadonlyArray<ReturnLine>;
  /** Whether it came back from who was given it: then nothing says how it was paid. */
  readonly isGift: Scalars['Boolean']['output'];
  /** What was given back for it; null when nothing has been yet. */
  readonly refund: Maybe<Money>;
  /** How the money goes back, part by part; empty for a return that was registered elsewhere. */
  readonly refunds: ReadonlyArray<Refund>;
  /** Goods, money and stock are three things: each by itself. */
  readonly facts: ReturnFacts;
  /** Where a label for the way back is printed; null where there is none, and `labelUnavailable` says why. */
  readonly labelUrl: Maybe<Scalars['URL']['output']>;
  /** Why there is no label; null where there is one. */
  readonly labelUnavailable: Maybe<LabelUnavailable>;
  /** The order that the goods are exchanged for; null when they are not. */
  readonly exchangeOrder: Maybe<Order>;
  /** Where it is recorded. */
  readonly source: SourceRecord;
};

/** How far each of the three things is that a return is made of. */
export type ReturnFacts = {
  /** The goods are in. */
  readonly receipt: ReturnFact;
  /** The money is back; null where no system says. */
  readonly refund: Maybe<ReturnFact>;
  /** The system that counts the stock knows what came in, and where; null where no system says. */
  readonly restock: Maybe<ReturnFact>;
};

/** How far something is. */
export type ReturnFact =
  /** Not yet. */
  | 'OPEN'
  /** It is done. */
  | 'DONE'
  /** It was refused, or given up: somebody has to look. */
  | 'FAILED'
  /** There is nothing to do. */
  | 'NOT_NEEDED';

/** Why there is no label for the way back. */
export type LabelUnavailable =
  /** The retailer prints none: the shopper pays and packs. */
  | 'NO_LABEL_SERVICE'
  /** It is handed in at a store. */
  | 'HANDED_IN_AT_STORE'
  /** The goods are in, or are not awaited any more. */
  | 'NOT_AWAITED'
  /** It was not announced through the graph. */
  | 'REGISTERED_ELSEWHERE';

/** Money that goes back on one way. */
export type Refund = {
  /** How much. */
  readonly amount: Money;
  /** On which way. */
  readonly path: RefundPath;
  /** Who gives it back. */
  readonly by: RefundedBy;
  /** How far it is. */
  readonly state: RefundState;
  /** `Payment.id` of the order's tender; null where it goes to none, and for gifts. */
  readonly paymentId: Maybe<Scalars['ID']['output']>;
  /** The last day on which it should be there; null when nobody says. */
  readonly expectedBy: Maybe<Scalars['Date']['output']>;
};

/** How money goes back. */
export type RefundPath =
  /** To the card or account that it came from. */
  | 'ORIGINAL_TENDER'
  /** On a gift card. */
  | 'GIFT_CARD'
  /** As store credit. */
  | 'STORE_CREDIT'
  /** In cash. */
  | 'CASH';

/** Who gives money back. */
export type RefundedBy =
  /** The payment provider, told by the graph. */
  | 'PROVIDER'
  /** The loyalty engine, told by the graph: points that paid go back as points. */
  | 'LOYALTY'
  /** Somebody at a till, with the till's own means: the graph takes down that it was done. */
  | 'TILL'
  /** The ERP, with its credit note. */
  | 'ERP';

/** How far money is on its way back. */
export type RefundState =
  /** Nobody has asked for it: it is a quote. */
  | 'PROPOSED'
  /** It goes back when the goods are in. */
  | 'AWAITING_GOODS'
  /** Who gives it back was asked, or will be, and has not said so yet. */
  | 'PENDING'
  /** It is back: who gives it back said so. */
  | 'REFUNDED'
  /** It was refused, or given up: somebody has to look. */
  | 'FAILED';

/** How far a return is. */
export type ReturnStatus =
  /** Asked for. */
  | 'REQUESTED'
  /** Allowed. */
  | 'APPROVED'
  /** On its way back. */
  | 'IN_TRANSIT'
  /** Arrived. */
  | 'RECEIVED'
  /** Money given back. */
  | 'REFUNDED'
  /** Refused. */
  | 'REJECTED'
  /** Called off. */
  | 'CANCELLED';

/** One line of a return. */
export type ReturnLine = {
  /** `OrderLine.id` of the order; null when the system does not link it. */
  readonly orderLineId: Maybe<Scalars['ID']['output']>;
  /** Stock keeping unit; null when unknown. */
  readonly sku: Maybe<Scalars['String']['output']>;
  /** How much, positive. */
  readonly quantity: Scalars['Decimal']['output'];
  /** Why; null when not recorded. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** How the goods are, in the retailer's word; null when nobody took it down. */
  readonly condition: Maybe<Scalars['String']['output']>;
  /** What becomes of them; null while nobody has seen them. */
  readonly disposition: Maybe<Disposition>;
};

/** What becomes of goods that came back. */
export type Disposition =
  /** They go back on the store's shelf. */
  | 'RESTOCK_STORE'
  /** They go back to the warehouse. */
  | 'RETURN_TO_WAREHOUSE'
  /** They are kept apart: nobody buys them as they are. */
  | 'DAMAGED'
  /** They are destroyed. */
  | 'DESTROY';

/** Goods of one line. */
export type ReturnLineInput = {
  /** `OrderLine.id`. This or `sku`. */
  readonly orderLineId?: InputMaybe<Scalars['ID']['input']>;
  /** Stock keeping unit: of the order's lines with it the one of which most may come back; needed where there is no order. */
  readonly sku?: InputMaybe<Scalars['String']['input']>;
  /** How much, above 0 and at most 100000, with at most 3 decimals. */
  readonly quantity: Scalars['Decimal']['input'];
  /** Why, in one of the retailer's words (`returns.reasons` of the configuration). */
  readonly reason: Scalars['String']['input'];
  /** How the goods are, in one of the retailer's words (`returns.conditions`); decides what becomes of them. */
  readonly condition?: InputMaybe<Scalars['String']['input']>;
};

/** What would come back. */
export type ReturnQuoteInput = {
  /** The order's id; left out for goods without a receipt. */
  readonly orderId?: InputMaybe<Scalars['ID']['input']>;
  /** Which goods, 1 to 50 lines. */
  readonly lines: ReadonlyArray<ReturnLineInput>;
  /** Where it is brought back. */
  readonly channel: ChannelKind;
  /** The store it is handed in at; left out where it is sent. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
  /** How the money is to go back; each tender's usual way when left out. */
  readonly refundPath?: InputMaybe<RefundPath>;
  /** Whether it comes back from who was given it. */
  readonly isGift?: Scalars['Boolean']['input'];
};

/** What will come back. */
export type ReturnInput = {
  /** The order's id. */
  readonly orderId: Scalars['ID']['input'];
  /** Which goods, 1 to 50 lines. */
  readonly lines: ReadonlyArray<ReturnLineInput>;
  /** Where it is announced. */
  readonly channel: ChannelKind;
  /** The store it is handed in at; left out where it is sent. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
  /** How the money is to go back; each tender's usual way when left out. */
  readonly refundPath?: InputMaybe<RefundPath>;
};

/** What is handed in. */
export type ReturnReceiveInput = {
  /** The announced return it is. This, or `orderId`, or neither for goods without a receipt. */
  readonly returnId?: InputMaybe<Scalars['ID']['input']>;
  /** The order the goods are of. */
  readonly orderId?: InputMaybe<Scalars['ID']['input']>;
  /** Where the viewer works: their store, or the warehouse that takes what is sent back. */
  readonly storeId: Scalars['ID']['input'];
  /** Which goods, as they are, 1 to 50 lines; of an announced return they take the place of what was announced. */
  readonly lines: ReadonlyArray<ReturnLineInput>;
  /** How the money goes back; each tender's usual way when left out. Without a receipt GIFT_CARD or STORE_CREDIT. */
  readonly refundPath?: InputMaybe<RefundPath>;
  /** Whether it comes back from who was given it. */
  readonly isGift?: Scalars['Boolean']['input'];
};

/** What comes back, and for what. */
export type ExchangeInput = {
  /** The order's id. */
  readonly orderId: Scalars['ID']['input'];
  /** Which goods, 1 to 20 lines. */
  readonly lines: ReadonlyArray<ExchangeLineInput>;
  /** Where it is asked for. */
  readonly channel: ChannelKind;
  /** The store where both change hands; left out where both are sent. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
};

/** Goods of one line, and what for. */
export type ExchangeLineInput = {
  /** `OrderLine.id`. */
  readonly orderLineId: Scalars['ID']['input'];
  /** How many, whole units. */
  readonly quantity?: Scalars['Int']['input'];
  /** The variant that is wanted, of the same product. */
  readonly newSku: Scalars['String']['input'];
  /** Why, in one of the retailer's words (`returns.reasons` of the configuration). */
  readonly reason: Scalars['String']['input'];
};

/** What goods would bring back. */
export type ReturnQuotePayload = {
  /** What would go back in all; null where they may not come back so. */
  readonly refund: Maybe<Money>;
  /** What they are worth: what was paid for them. More than `refund` where less was paid in all, or some went back before. Null as `refund`. */
  readonly worth: Maybe<TaxedMoney>;
  /** How it would go back. */
  readonly breakdown: ReadonlyArray<Refund>;
  /** Whether a manager has to let it pass (scope `returns:approve`). */
  readonly needsApproval: Scalars['Boolean']['output'];
  /** Why they may not come back so; empty when they may. */
  readonly userErrors: ReadonlyArray<OrderUserError>;
};

/** What came of a change of a return. */
export type ReturnPayload = {
  /** True when an earlier call with the same idempotency key did it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The return as it is now; null when nothing was done. */
  readonly return: Maybe<Return>;
  /** Why nothing was done; empty when it was. */
  readonly userErrors: ReadonlyArray<OrderUserError>;
  /** Every system that is told of it, as it stands now: the return itself is kept, whatever stands here. */
  readonly writes: ReadonlyArray<WriteOutcome>;
};

/** Which of a store's orders. */
export type StoreOrderFilter = {
  /** The viewer's own store, which it is anyhow; any other is BAD_INPUT. */
  readonly storeId?: InputMaybe<Scalars['ID']['input']>;
  /** Only parts in these states: PENDING and CONFIRMED are to be picked, READY_FOR_PICKUP waits for its shopper, IN_PREPARATION for the carrier. */
  readonly status?: InputMaybe<ReadonlyArray<OrderStatus>>;
};

/** By what it is sure to whom goods were given: exactly one of these. */
export type HandOverProofInput = {
  /** The code that the shopper showed or said (`Order.pickupCodes`), as it was typed. */
  readonly code?: InputMaybe<Scalars['String']['input']>;
  /** What the shopper was known by, without a code. Its number is nobody's business, and is kept nowhere. */
  readonly document?: InputMaybe<IdentityDocument>;
  /** For what is sent: the parcel's number, 1 to 50 characters. */
  readonly parcel?: InputMaybe<Scalars['String']['input']>;
};

/** What somebody may be known by at a counter. */
export type IdentityDocument =
  /** A national identity card. */
  | 'IDENTITY_CARD'
  /** A passport. */
  | 'PASSPORT'
  /** A driving licence. */
  | 'DRIVING_LICENCE'
  /** A residence permit. */
  | 'RESIDENCE_PERMIT';

/** What is cancelled. */
export type OrderCancelInput = {
  /** The order's id. */
  readonly orderId: Scalars['ID']['input'];
  /** `OrderLine.id`s of the lines to cancel; the whole order when left out. */
  readonly lineIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Why, in the retailer's word: `CHANGED_MIND`. At most 100 characters. */
  readonly reason: Scalars['String']['input'];
  /** `Order.version` as it was seen: at any other nothing is cancelled and the error is VERSION_CONFLICT. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
};

/** What is wrong with a change of an order, in a word. */
export type OrderErrorCode =
  /** There is no such thing, or it is not the viewer's. */
  | 'NOT_FOUND'
  /** It is not allowed as things are; `Order.actions` says why beforehand. */
  | 'NOT_ALLOWED'
  /** It is over: cancelled, collected, or past its day. */
  | 'TOO_LATE'
  /** The goods have left. */
  | 'ALREADY_SHIPPED'
  /** It is not the code of what is handed over. */
  | 'PROOF_REJECTED'
  /** More than there is. */
  | 'QUANTITY_EXCEEDED'
  /** The money cannot go back this way. */
  | 'REFUND_PATH_NOT_ALLOWED'
  /** The order was changed meanwhile: it is in the answer as it is now. */
  | 'VERSION_CONFLICT'
  /** There are not as many. */
  | 'OUT_OF_STOCK'
  /** A system that must be asked does not answer now. */
  | 'SYSTEM_UNAVAILABLE';

/** Why a change was not made. Where there is one, nothing was changed. */
export type OrderUserError = UserError & {
  /** In a word. */
  readonly code: OrderErrorCode;
  /** In a sentence, for people. */
  readonly message: Scalars['String']['output'];
  /** The argument it is about, and the way down in it. */
  readonly field: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Whether the same may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** The line it is about. */
  readonly lineId: Maybe<Scalars['ID']['output']>;
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

/** What came of a change to an order. */
export type OrderPayload = {
  /** True when an earlier call with the same idempotency key did it. */
  readonly replayed: Scalars['Boolean']['output'];
  /** The order as it is now; null when it is not the viewer's. */
  readonly order: Maybe<Order>;
  /** Why nothing was changed; empty when it was. */
  readonly userErrors: ReadonlyArray<OrderUserError>;
  /** Every system that is told of the order, as it stands now: the change itself is kept, whatever stands here. Empty when nothing was changed. */
  readonly writes: ReadonlyArray<WriteOutcome>;
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
  Order: Order;
  Return: Return;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Return:
    ( { __typename: 'Return' }
    & GraphQLRecursivePick<FederationTypes['Return'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  UserError: ( OrderUserErrorModelModel );
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
  OrderStats: ResolverTypeWrapper<OrderStatsModelModel>;
  ChannelOrderStats: ResolverTypeWrapper<ChannelOrderStats>;
  PurchasedVariantConnection: ResolverTypeWrapper<PurchasedVariantConnection>;
  PurchasedVariantEdge: ResolverTypeWrapper<PurchasedVariantEdge>;
  OrderLookupResult: ResolverTypeWrapper<OrderLookupResultModelModel>;
  CustomerOrderFilter: CustomerOrderFilter;
  OrderConnection: ResolverTypeWrapper<OrderConnectionModelModel>;
  OrderEdge: ResolverTypeWrapper<OrderEdgeModelModel>;
  Order: ResolverTypeWrapper<OrderModelModel>;
  PickupCode: ResolverTypeWrapper<PickupCode>;
  OrderActions: ResolverTypeWrapper<OrderActionsModelModel>;
  ActionState: ResolverTypeWrapper<ActionState>;
  OrderActionReason: OrderActionReason;
  OrderReturnStatus: OrderReturnStatus;
  AppliedPromotionSnapshot: ResolverTypeWrapper<AppliedPromotionSnapshot>;
  Document: ResolverTypeWrapper<Document>;
  DocumentKind: DocumentKind;
  OrderEvent: ResolverTypeWrapper<OrderEvent>;
  OrderEventKind: OrderEventKind;
  OrderStatus: OrderStatus;
  OrderLine: ResolverTypeWrapper<OrderLineModelModel>;
  ProductVariant: ResolverTypeWrapper<ProductVariant>;
  Store: ResolverTypeWrapper<Store>;
  OrderCost: ResolverTypeWrapper<OrderCostModelModel>;
  Payment: ResolverTypeWrapper<PaymentModelModel>;
  PaymentMethod: PaymentMethod;
  PaymentState: PaymentState;
  Fulfillment: ResolverTypeWrapper<FulfillmentModelModel>;
  FulfilmentMode: FulfilmentMode;
  FulfillmentLine: ResolverTypeWrapper<FulfillmentLine>;
  Tracking: ResolverTypeWrapper<Tracking>;
  Return: ResolverTypeWrapper<ReturnModelModel>;
  ReturnFacts: ResolverTypeWrapper<ReturnFactsModelModel>;
  ReturnFact: ReturnFact;
  LabelUnavailable: LabelUnavailable;
  Refund: ResolverTypeWrapper<RefundModelModel>;
  RefundPath: RefundPath;
  RefundedBy: RefundedBy;
  RefundState: RefundState;
  ReturnStatus: ReturnStatus;
  ReturnLine: ResolverTypeWrapper<ReturnLineModelModel>;
  Disposition: Disposition;
  ReturnLineInput: ReturnLineInput;
  ReturnQuoteInput: ReturnQuoteInput;
  ReturnInput: ReturnInput;
  ReturnReceiveInput: ReturnReceiveInput;
  ExchangeInput: ExchangeInput;
  ExchangeLineInput: ExchangeLineInput;
  ReturnQuotePayload: ResolverTypeWrapper<ReturnQuotePayloadModelModel>;
  ReturnPayload: ResolverTypeWrapper<ReturnPayloadModelModel>;
  StoreOrderFilter: StoreOrderFilter;
  HandOverProofInput: HandOverProofInput;
  IdentityDocument: IdentityDocument;
  OrderCancelInput: OrderCancelInput;
  OrderErrorCode: OrderErrorCode;
  OrderUserError: ResolverTypeWrapper<OrderUserErrorModelModel>;
  WriteOutcome: ResolverTypeWrapper<WriteOutcomeModelModel>;
  OrderPayload: ResolverTypeWrapper<OrderPayloadModelModel>;
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
  OrderStats: OrderStatsModelModel;
  ChannelOrderStats: ChannelOrderStats;
  PurchasedVariantConnection: PurchasedVariantConnection;
  PurchasedVariantEdge: PurchasedVariantEdge;
  OrderLookupResult: OrderLookupResultModelModel;
  CustomerOrderFilter: CustomerOrderFilter;
  OrderConnection: OrderConnectionModelModel;
  OrderEdge: OrderEdgeModelModel;
  Order: OrderModelModel;
  PickupCode: PickupCode;
  OrderActions: OrderActionsModelModel;
  ActionState: ActionState;
  AppliedPromotionSnapshot: AppliedPromotionSnapshot;
  Document: Document;
  OrderEvent: OrderEvent;
  OrderLine: OrderLineModelModel;
  ProductVariant: ProductVariant;
  Store: Store;
  OrderCost: OrderCostModelModel;
  Payment: PaymentModelModel;
  Fulfillment: FulfillmentModelModel;
  FulfillmentLine: FulfillmentLine;
  Tracking: Tracking;
  Return: ReturnModelModel;
  ReturnFacts: ReturnFactsModelModel;
  Refund: RefundModelModel;
  ReturnLine: ReturnLineModelModel;
  ReturnLineInput: ReturnLineInput;
  ReturnQuoteInput: ReturnQuoteInput;
  ReturnInput: ReturnInput;
  ReturnReceiveInput: ReturnReceiveInput;
  ExchangeInput: ExchangeInput;
  ExchangeLineInput: ExchangeLineInput;
  ReturnQuotePayload: ReturnQuotePayloadModelModel;
  ReturnPayload: ReturnPayloadModelModel;
  StoreOrderFilter: StoreOrderFilter;
  HandOverProofInput: HandOverProofInput;
  OrderCancelInput: OrderCancelInput;
  OrderUserError: OrderUserErrorModelModel;
  WriteOutcome: WriteOutcomeModelModel;
  OrderPayload: OrderPayloadModelModel;
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
  __resolveType: TypeResolveFn<'OrderUserError', ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orderLookup?: Resolver<Maybe<ResolversTypes['OrderLookupResult']>, ParentType, ContextType, Partial<QueryOrderLookupArgs>>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first'>>;
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType, RequireFields<QueryReturnArgs, 'id'>>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  orderCancel?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationOrderCancelArgs, 'input' | 'idempotencyKey'>>;
  pickupMarkReady?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationPickupMarkReadyArgs, 'orderId' | 'fulfillmentId' | 'idempotencyKey'>>;
  pickupHandOver?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationPickupHandOverArgs, 'orderId' | 'fulfillmentId' | 'proof' | 'idempotencyKey'>>;
  pickupMarkNoShow?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationPickupMarkNoShowArgs, 'orderId' | 'fulfillmentId' | 'idempotencyKey'>>;
  fulfillmentReroute?: Resolver<ResolversTypes['OrderPayload'], ParentType, ContextType, RequireFields<MutationFulfillmentRerouteArgs, 'orderId' | 'fulfillmentId' | 'toLocationId' | 'idempotencyKey'>>;
  returnQuote?: Resolver<ResolversTypes['ReturnQuotePayload'], ParentType, ContextType, RequireFields<MutationReturnQuoteArgs, 'input'>>;
  returnCreate?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationReturnCreateArgs, 'input' | 'idempotencyKey'>>;
  returnReceive?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationReturnReceiveArgs, 'input' | 'idempotencyKey'>>;
  exchangeCreate?: Resolver<ResolversTypes['ReturnPayload'], ParentType, ContextType, RequireFields<MutationExchangeCreateArgs, 'input' | 'idempotencyKey'>>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<CustomerOrdersArgs, 'first'>>;
  purchasedVariants?: Resolver<Maybe<ResolversTypes['PurchasedVariantConnection']>, ParentType, ContextType, RequireFields<CustomerPurchasedVariantsArgs, 'first'>>;
  orderStats?: Resolver<Maybe<ResolversTypes['OrderStats']>, ParentType, ContextType>;
};

export type OrderStatsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderStats'] = ResolversParentTypes['OrderStats']> = {
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lifetimeValue?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  averageOrderValue?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  byChannel?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChannelOrderStats']>>, ParentType, ContextType>;
  lastOrderOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  lastOrderAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type ChannelOrderStatsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChannelOrderStats'] = ResolversParentTypes['ChannelOrderStats']> = {
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PurchasedVariantConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurchasedVariantConnection'] = ResolversParentTypes['PurchasedVariantConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PurchasedVariantEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type PurchasedVariantEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PurchasedVariantEdge'] = ResolversParentTypes['PurchasedVariantEdge']> = {
  node?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  times?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  lastAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['ChannelKind']>, ParentType, ContextType>;
};

export type OrderLookupResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLookupResult'] = ResolversParentTypes['OrderLookupResult']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  candidates?: Resolver<ReadonlyArray<ResolversTypes['Order']>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceStatus']>, ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  returnStatus?: Resolver<Maybe<ResolversTypes['OrderReturnStatus']>, ParentType, ContextType>;
  statusDetail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  placedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  placedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['OrderLine']>, ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['OrderCost'], ParentType, ContextType>;
  promotions?: Resolver<ReadonlyArray<ResolversTypes['AppliedPromotionSnapshot']>, ParentType, ContextType>;
  shippingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  billingAddress?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  payments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Payment']>>, ParentType, ContextType>;
  fulfillments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Fulfillment']>>, ParentType, ContextType>;
  returns?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Return']>>, ParentType, ContextType>;
  invoices?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Document']>>, ParentType, ContextType>;
  pickupCodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PickupCode']>>, ParentType, ContextType>;
  actions?: Resolver<Maybe<ResolversTypes['OrderActions']>, ParentType, ContextType>;
  timeline?: Resolver<Maybe<ReadonlyArray<ResolversTypes['OrderEvent']>>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['SourceRecord']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PickupCodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PickupCode'] = ResolversParentTypes['PickupCode']> = {
  fulfillmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderActionsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderActions'] = ResolversParentTypes['OrderActions']> = {
  cancel?: Resolver<ResolversTypes['ActionState'], ParentType, ContextType>;
  changeAddress?: Resolver<ResolversTypes['ActionState'], ParentType, ContextType>;
  return?: Resolver<Maybe<ResolversTypes['ActionState']>, ParentType, ContextType>;
  exchange?: Resolver<Maybe<ResolversTypes['ActionState']>, ParentType, ContextType>;
  returnChannels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChannelKind']>>, ParentType, ContextType>;
  returnUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ActionStateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActionState'] = ResolversParentTypes['ActionState']> = {
  allowed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['OrderActionReason']>, ParentType, ContextType>;
};

export type AppliedPromotionSnapshotResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppliedPromotionSnapshot'] = ResolversParentTypes['AppliedPromotionSnapshot']> = {
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document']> = {
  kind?: Resolver<ResolversTypes['DocumentKind'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  issuedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  issuedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type OrderEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderEvent'] = ResolversParentTypes['OrderEvent']> = {
  kind?: Resolver<ResolversTypes['OrderEventKind'], ParentType, ContextType>;
  on?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  channel?: Resolver<Maybe<ResolversTypes['Channel']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type OrderLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderLine'] = ResolversParentTypes['OrderLine']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gtin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['TaxedMoney'], ParentType, ContextType>;
  quantityReturnable?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  lineTotal?: Resolver<ResolversTypes['TaxedMoney'], ParentType, ContextType>;
  size?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  fulfillmentStatus?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant']> = {
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StoreResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Store'] = ResolversParentTypes['Store']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type OrderCostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderCost'] = ResolversParentTypes['OrderCost']> = {
  subtotal?: Resolver<ResolversTypes['TaxedMoney'], ParentType, ContextType>;
  shipping?: Resolver<Maybe<ResolversTypes['TaxedMoney']>, ParentType, ContextType>;
  discount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['TaxedMoney'], ParentType, ContextType>;
  roundingAdjustment?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  paid?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  refunded?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['PaymentMethod'], ParentType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  last4?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['PaymentState'], ParentType, ContextType>;
  capturedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  refundable?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  refundPaths?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RefundPath']>>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type FulfillmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Fulfillment'] = ResolversParentTypes['Fulfillment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FulfilmentMode'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  store?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  collectBy?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['FulfillmentLine']>, ParentType, ContextType>;
  tracking?: Resolver<ReadonlyArray<ResolversTypes['Tracking']>, ParentType, ContextType>;
};

export type FulfillmentLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FulfillmentLine'] = ResolversParentTypes['FulfillmentLine']> = {
  orderLineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type TrackingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tracking'] = ResolversParentTypes['Tracking']> = {
  carrier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type ReturnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Return'] = ResolversParentTypes['Return'], FederationReferenceType extends FederationReferenceTypes['Return'] = FederationReferenceTypes['Return']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Return']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReturnStatus'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['Channel'], ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['Store']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  on?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  lines?: Resolver<ReadonlyArray<ResolversTypes['ReturnLine']>, ParentType, ContextType>;
  isGift?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  refunds?: Resolver<ReadonlyArray<ResolversTypes['Refund']>, ParentType, ContextType>;
  facts?: Resolver<ResolversTypes['ReturnFacts'], ParentType, ContextType>;
  labelUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  labelUnavailable?: Resolver<Maybe<ResolversTypes['LabelUnavailable']>, ParentType, ContextType>;
  exchangeOrder?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['SourceRecord'], ParentType, ContextType>;
};

export type ReturnFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnFacts'] = ResolversParentTypes['ReturnFacts']> = {
  receipt?: Resolver<ResolversTypes['ReturnFact'], ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['ReturnFact']>, ParentType, ContextType>;
  restock?: Resolver<Maybe<ResolversTypes['ReturnFact']>, ParentType, ContextType>;
};

export type RefundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['RefundPath'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['RefundedBy'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RefundState'], ParentType, ContextType>;
  paymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  expectedBy?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ReturnLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnLine'] = ResolversParentTypes['ReturnLine']> = {
  orderLineId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sku?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  condition?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disposition?: Resolver<Maybe<ResolversTypes['Disposition']>, ParentType, ContextType>;
};

export type ReturnQuotePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnQuotePayload'] = ResolversParentTypes['ReturnQuotePayload']> = {
  refund?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  worth?: Resolver<Maybe<ResolversTypes['TaxedMoney']>, ParentType, ContextType>;
  breakdown?: Resolver<ReadonlyArray<ResolversTypes['Refund']>, ParentType, ContextType>;
  needsApproval?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrderUserError']>, ParentType, ContextType>;
};

export type ReturnPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReturnPayload'] = ResolversParentTypes['ReturnPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  return?: Resolver<Maybe<ResolversTypes['Return']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrderUserError']>, ParentType, ContextType>;
  writes?: Resolver<ReadonlyArray<ResolversTypes['WriteOutcome']>, ParentType, ContextType>;
};

export type OrderUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderUserError'] = ResolversParentTypes['OrderUserError']> = {
  code?: Resolver<ResolversTypes['OrderErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lineId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WriteOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WriteOutcome'] = ResolversParentTypes['WriteOutcome']> = {
  system?: Resolver<ResolversTypes['SourceSystemKind'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['SourceOutcome'], ParentType, ContextType>;
  queuedForRetry?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type OrderPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrderPayload'] = ResolversParentTypes['OrderPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['OrderUserError']>, ParentType, ContextType>;
  writes?: Resolver<ReadonlyArray<ResolversTypes['WriteOutcome']>, ParentType, ContextType>;
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
  OrderStats?: OrderStatsResolvers<ContextType>;
  ChannelOrderStats?: ChannelOrderStatsResolvers<ContextType>;
  PurchasedVariantConnection?: PurchasedVariantConnectionResolvers<ContextType>;
  PurchasedVariantEdge?: PurchasedVariantEdgeResolvers<ContextType>;
  OrderLookupResult?: OrderLookupResultResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PickupCode?: PickupCodeResolvers<ContextType>;
  OrderActions?: OrderActionsResolvers<ContextType>;
  ActionState?: ActionStateResolvers<ContextType>;
  AppliedPromotionSnapshot?: AppliedPromotionSnapshotResolvers<ContextType>;
  Document?: DocumentResolvers<ContextType>;
  OrderEvent?: OrderEventResolvers<ContextType>;
  OrderLine?: OrderLineResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  Store?: StoreResolvers<ContextType>;
  OrderCost?: OrderCostResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  Fulfillment?: FulfillmentResolvers<ContextType>;
  FulfillmentLine?: FulfillmentLineResolvers<ContextType>;
  Tracking?: TrackingResolvers<ContextType>;
  Return?: ReturnResolvers<ContextType>;
  ReturnFacts?: ReturnFactsResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  ReturnLine?: ReturnLineResolvers<ContextType>;
  ReturnQuotePayload?: ReturnQuotePayloadResolvers<ContextType>;
  ReturnPayload?: ReturnPayloadResolvers<ContextType>;
  OrderUserError?: OrderUserErrorResolvers<ContextType>;
  WriteOutcome?: WriteOutcomeResolvers<ContextType>;
  OrderPayload?: OrderPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
