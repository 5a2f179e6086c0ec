import { type Currency, money } from '../adapters/money.ts'
import type { LoyaltyTerms } from '../subgraphs/context.ts'
import type { Config } from './config/config.ts'

/** What a configuration says of the loyalty programme; amounts are in the retailer's currency. */
export function loyaltyTerms({ loyalty, retailer }: Pick<Config, 'loyalty' | 'retailer'>): LoyaltyTerms {
  const { program, redemptionMinutes, earn } = loyalty
  return {
    program: program ?? null,
    redemptionMinutes,
    // The configuration checked that the runtime knows the currency.
    earn: earn ? { points: earn.points, per: money(earn.per, retailer.currency as Currency) } : null,
  }
}
