import { z } from 'zod'
import { httpOptions } from '../../call/options.ts'
import { CHANNEL_KINDS } from '../../channel.ts'
import { isCurrency } from '../../money.ts'
import { ORDER_STATUSES } from '../../ports/orders.ts'
import { carrierOption } from '../../tracking.ts'
import { SERVICES, type Service } from './endpoint.ts'

const auth = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('basic').describe('how calls are signed'),
      user: z.string().min(1).describe('communication user, for basic'),
      password: z.string().min(1).describe('its password, for basic').meta({ secret: true }),
    }),
    z.strictObject({
      type: z.literal('apiKey').describe('how calls are signed'),
      key: z
        .string()
        .min(1)
        .describe('API key, sent as the header APIKey, for apiKey')
        .meta({ secret: true }),
    }),
  ])
  .describe('type basic (user, password) or apiKey (key)')

const channel = z.strictObject({
  code: z.string().min(1).describe("the retailer's own channel code, lower case"),
  kind: z.enum(CHANNEL_KINDS).describe('kind of channel'),
  number: z
    .enum(['shop', 'receipt'])
    .default('shop')
    .describe('what the customer reference holds: the number of the shop, or of a till receipt'),
})

const statusKey = z
  .string()
  .regex(/^[A-Z*-]\/[A-Z*-]$/, 'expected PROCESS/DELIVERY letters, as in C/B; - is blank, * is any')

const decimalText = z.string().regex(/^\d+(\.\d+)?$/, 'expected a decimal number')

const service = (what: string) => z.string().describe(`name of the service for ${what}`)

const services = z
  .strictObject({
    partners: service('business partners'),
    orders: service('sales orders'),
    deliveries: service('outbound deliveries'),
    billing: service('billing documents'),
    returns: service('customer returns'),
    prices: service('condition records'),
    products: service('products, for VAT'),
    stock: service('material stock'),
    plants: service('plants'),
  } satisfies Record<Service, z.ZodType>)
  .partial()

const partnerFunction = (who: string, code: string) =>
  z.string().min(1).max(2).default(code).describe(`partner function of the ${who}, in English`)

const orderDesk = z.strictObject({
  orderType: z.string().min(1).default('OR').describe('type of orders'),
  returnType: z.string().min(1).default('CBAR').describe('type of returns'),
  division: z.string().min(1).default('00').describe('division of orders and returns'),
  oneTimeCustomer: z
    .string()
    .min(1)
    .optional()
    .describe(
      'customer number that orders of guests, and of shoppers this system does not know, are booked on; without it they are refused',
    ),
  discountConditionType: z
    .string()
    .min(1)
    .default('RB00')
    .describe('condition type of a discount as an amount, entered by hand on an item'),
  partnerFunctions: z
    .strictObject({
      soldTo: partnerFunction('sold-to party', 'SP'),
      shipTo: partnerFunction('ship-to party', 'SH'),
      billTo: partnerFunction('bill-to party', 'BP'),
    })
    .prefault({})
    .describe('partner functions as the system shows them in the language of `language`'),
  addressContacts: z
    .boolean()
    .default(true)
    .describe(
      'whether addresses of orders hold EmailAddress and PhoneNumber; false for releases whose A_SalesOrderPartnerAddress has neither',
    ),
  rejectionReasons: z
    .record(z.string().min(1), z.string().min(1).max(2))
    .default({ '*': '91' })
    .describe(
      "reason for rejection by the retailer's word for why an order is cancelled; `*` stands for every other word",
    ),
  otherReturnReason: z
    .string()
    .min(1)
    .max(3)
    .optional()
    .describe('reason code of returns whose word `returnReasons` does not have'),
  timeoutMs: z.int().min(50).max(60_000).default(20_000).meta({
    unit: 'milliseconds',
    description:
      'longest time for one write; an order takes the system seconds. Never longer than the request has left',
  }),
  settleSeconds: z.int().min(1).max(3_600).default(90).meta({
    unit: 'seconds',
    description:
      "how long a write that was not answered may still be carried out; until then nothing is repeated. Longer than the system's own limit on one request: 60 for most web dispatchers, more where `rdisp/max_wprun_time` alone ends it",
  }),
})

/** What a `couture.yaml` may say of an S/4HANA system, with the retailer's own mappings. */
export const sapOptions = z
  .strictObject({
    ...httpOptions,
    auth,
    servicePath: z
      .string()
      .regex(/^[^/].*[^/]$/, 'expected a path without a slash at either end')
      .default('sap/opu/odata/sap')
      .describe('path of the OData services below url'),
    services: services
      .default({})
      .describe(`services that are named otherwise than ${SERVICES.orders} and the like`),
    sapClient: z
      .string()
      .regex(/^\d{3}$/)
      .optional()
      .describe('client (Mandant), three digits'),
    language: z
      .string()
      .regex(/^[a-z]{2}$/)
      .default('fr')
      .describe('language of texts, ISO 639-1'),
    chunk: z
      .int()
      .min(1)
      .max(100)
      .default(100)
      .meta({ unit: 'keys', description: 'most keys in one filter' }),
    maxUrl: z
      .int()
      .min(200)
      .max(8_000)
      .default(1_900)
      .meta({ unit: 'characters', description: 'longest URL of a GET; longer reads go by $batch' }),
    maxPages: z.int().min(1).default(200).meta({ unit: 'pages', description: 'most pages of one answer' }),
    materialDigits: z
      .union([z.literal(18), z.literal(40)])
      .default(18)
      .describe('digits of a numeric material'),
    salesOrganization: z.string().min(1).describe('sales organization of orders and prices'),
    distributionChannel: z.string().min(1).describe('distribution channel of prices'),
    conditionType: z
      .string()
      .min(1)
      .default('PPR0')
      .describe('condition type of the list price, in condition records and on orders'),
    manualConditionType: z
      .string()
      .min(1)
      .default('PMP0')
      .describe(
        'condition type of a price that was given with an order, as orders placed here have it; on orders it comes before `conditionType`',
      ),
    promotionalConditionTypes: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'condition types of prices in a promotion, as VKA0; the lowest that holds wins. While it is lower it is the price, and the list price is shown beside it',
      ),
    taxes: z
      .strictObject({
        country: z.string().length(2).describe('country the goods are sold from, as in A_ProductSalesTax'),
        category: z.string().min(1).default('MWST').describe('tax category of its VAT'),
        rates: z.record(z.string().min(1), decimalText).describe('VAT in percent by tax classification'),
      })
      .optional()
      .describe('how articles are taxed; without it no VAT is stated where prices include it'),
    currency: z
      .string()
      .refine(isCurrency, 'expected an ISO 4217 code')
      .describe('currency of prices that state none'),
    pricesIncludeTax: z
      .boolean()
      .default(true)
      .describe('whether prices, in condition records and on orders, include VAT'),
    vatPercent: decimalText
      .optional()
      .describe('VAT to add, in percent. Needed where prices do not include it'),
    channels: z
      .record(z.string(), channel)
      .default({})
      .describe('channel by CustomerPurchaseOrderType; `*` stands for every other type'),
    receiptDigits: z
      .strictObject({
        till: z.int().min(1).default(2).meta({ unit: 'digits', description: 'length of the till number' }),
        sequence: z
          .int()
          .min(1)
          .default(6)
          .meta({ unit: 'digits', description: 'length of the sequence number' }),
      })
      .prefault({})
      .describe('how many digits till and sequence of a receipt number are padded to in orders'),
    statuses: z
      .record(statusKey, z.enum(ORDER_STATUSES))
      .default({})
      .describe(
        'order status by overall process and delivery status, as in `C/B`. `-` is blank, `*` any; these come before what is built in',
      ),
    statusDetail: z
      .record(statusKey, z.string().min(1))
      .default({})
      .describe("the retailer's own words by overall process and delivery status"),
    units: z
      .record(z.string().min(1), decimalText)
      .default({})
      .describe('how many sale units one ERP unit is; units not listed are one'),
    shippingMaterials: z
      .array(z.string().min(1))
      .default([])
      .describe('materials that stand for shipping on an order'),
    shippingConditions: z
      .array(z.string().min(1))
      .default(['HD00'])
      .describe('condition types that stand for shipping on an order'),
    discounts: z
      .record(z.string().min(1), z.string().min(1))
      .default({})
      .describe("the retailer's own words by condition type of a discount"),
    carriers: z
      .record(z.string(), carrierOption)
      .default({})
      .describe('carrier by ShippingType of a delivery; `*` stands for every other type'),
    pickupConditions: z
      .array(z.string().min(1))
      .default([])
      .describe('shipping conditions of deliveries that shoppers collect in the store'),
    pickupTypes: z
      .array(z.string().min(1))
      .default([])
      .describe(
        'shipping types of items and deliveries that shoppers collect in the store; the first is written to such items of an order, so that one order can be shipped in part and collected in part',
      ),
    returnReasons: z
      .record(z.string().min(1), z.string().min(1))
      .default({})
      .describe("the retailer's own words by reason code of a return"),
    orderDesk: orderDesk.prefault({}).describe('how orders and returns are written'),
    plantKinds: z
      .record(z.string(), z.enum(['STORE', 'WAREHOUSE']))
      .default({ A: 'STORE', B: 'WAREHOUSE' })
      .describe('kind of place by plant category; plants of other categories are left out'),
    timeZone: z.string().optional().describe('IANA zone of the stores, where they share one'),
    customerFields: z
      .record(
        z.string().min(1),
        z.strictObject({
          source: z.string().min(1).describe('whose record it names: a source, or card'),
          method: z.enum(['VERIFIED_LOGIN', 'LOYALTY_CARD', 'MANUAL']).describe('why they are the same'),
        }),
      )
      .default({})
      .describe('fields of A_BusinessPartner that hold record numbers of other systems'),
  })
  .refine((options) => options.pricesIncludeTax || options.vatPercent !== undefined, {
    path: ['vatPercent'],
    message: 'expected the VAT to add, because pricesIncludeTax is false',
  })
  .describe('SAP S/4HANA by OData V2')

/** The parsed options. */
export type SapOptions = z.output<typeof sapOptions>
