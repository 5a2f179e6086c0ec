import { type Currency, type Money, money } from '../adapters/money.ts'
import type { Config } from './config/config.ts'

/** The same as subgraphs have it. */
interface Terms {
  readonly program: string | null
  readonly redemptionMinutes: number
  readonly earn: { readonly points: number; readonly per: Money } | null
}

/** What a configuration says of the loyalty programme; amounts are in the retailer's currency. */
export function loyaltyTerms({ loyalty, retailer }: Pick<Config, 'loyalty' | 'retailer'>): Terms {
  const { program, redemptionMinutes, earn } = loyalty
  return {
    program: program ?? null,
    redemptionMinutes,
    // The configuration checked that the runtime knows the currency.
    earn: earn ? { points: earn.points, per: money(earn.per, retailer.currency as Currency) } : null,
  }
}
