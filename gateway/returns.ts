import { type Currency, money } from '../adapters/money.ts'
import type { Allowance, ReturnPolicy } from '../subgraphs/shared/returns/return-policy.ts'
import type { Config } from './config/config.ts'

/** The rules for returns of a configuration; amounts are in the retailer's currency. */
export function returnPolicyOf({ returns, retailer }: Pick<Config, 'returns' | 'retailer'>): ReturnPolicy {
  // The configuration checked that the runtime knows the currency.
  const currency = retailer.currency as Currency
  const { cashLimit, withoutReceipt, gifts, label, ...rules } = returns
  const allowance = ({ taken, upTo }: Config['returns']['gifts']): Allowance => ({
    taken,
    upTo: money(String(upTo), currency),
  })
  return {
    ...rules,
    cashLimit: cashLimit === undefined ? null : money(String(cashLimit), currency),
    withoutReceipt: allowance(withoutReceipt),
    gifts: allowance(gifts),
    labelUrl: label?.url ?? null,
  }
}
