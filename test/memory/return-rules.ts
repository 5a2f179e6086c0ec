import type { Currency } from '../../adapters/money.ts'
import type { ReturnPolicy } from '../../subgraphs/shared/returns/return-policy.ts'

/** Rules for returns: a month, five days for a parcel, in every usual channel; nothing without a receipt, and no label. */
export function returnRules(more: Partial<ReturnPolicy> = {}): ReturnPolicy {
  const none = { taken: false, upTo: { minor: 0, currency: 'EUR' as Currency } }
  return {
    days: 30,
    parcelDays: 5,
    channels: ['WEB', 'MOBILE_APP', 'CALL_CENTER', 'STORE_POS', 'ASSOCIATE_APP'],
    reasons: ['TOO_SMALL', 'TOO_LARGE', 'DAMAGED'],
    conditions: {
      AS_NEW: 'RESTOCK_STORE',
      USED: 'RETURN_TO_WAREHOUSE',
      DAMAGED: 'DAMAGED',
      UNSAFE: 'DESTROY',
    },
    cashLimit: null,
    withoutReceipt: none,
    gifts: none,
    refundPaths: {
      CARD: ['ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'],
      GIFT_CARD: ['GIFT_CARD', 'STORE_CREDIT'],
      CASH: ['CASH', 'GIFT_CARD', 'STORE_CREDIT'],
      OTHER: ['ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'],
    },
    refundDays: 10,
    labelUrl: null,
    ...more,
  }
}
