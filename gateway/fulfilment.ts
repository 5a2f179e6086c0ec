import { type Currency, money } from '../adapters/money.ts'
import { FULFILMENT_KINDS, type Fulfilment, type LeadTime } from '../subgraphs/shared/stock/fulfilment.ts'
import type { Config } from './config/config.ts'

type LeadTimeConfig = NonNullable<Config['fulfilment']['SHIP_FROM_WAREHOUSE']>

/** The lead times of a configuration; costs are in the retailer's currency, tax included. */
export function fulfilmentOf({ fulfilment, retailer }: Pick<Config, 'fulfilment' | 'retailer'>): Fulfilment {
  // The configuration checked that the runtime knows the currency.
  const currency = retailer.currency as Currency
  return new Map(
    FULFILMENT_KINDS.flatMap((kind) => {
      const lead = fulfilment[kind]
      return lead ? [[kind, leadTime(lead, currency)] as const] : []
    }),
  )
}

function leadTime(lead: LeadTimeConfig, currency: Currency): LeadTime {
  const { preparationMinutes, cutOff, workingDays, carrierDays, deliveryHours, cost, channels } = lead
  const [from = '', until = ''] = deliveryHours.split('-')
  return {
    preparationMinutes,
    cutOff: cutOff ?? null,
    workingDays: workingDays.map((day) => day.toUpperCase()),
    carrierDays,
    deliveryHours: { from, until },
    cost: cost === undefined ? null : money(String(cost), currency),
    channels,
  }
}
