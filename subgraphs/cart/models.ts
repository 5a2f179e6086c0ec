import type { Clue } from '../shared/access/owners.ts'
import type { LazyTaxedMoney } from '../shared/prices/tax.ts'
import type { Option } from '../shared/stock/fulfilment-options.ts'
import type { Cart, GroupBody, LineBody } from './cart.ts'
import type { Changed } from './change.ts'
import type { CheckedOut } from './checkout.ts'
import type { HandedOff } from './hand-off.ts'
import type { Here } from './here.ts'
import type { Merged } from './merge.ts'
import type { Priced } from './priced.ts'
import type { Problem, ShortProblem } from './problems.ts'
import type { Refusal } from './refused.ts'
import type { GroupStanding, Stocked } from './stocked.ts'

/** A cart where it is looked at. Systems are asked when something is wanted that they say, once. */
export interface CartModel {
  readonly cart: Cart
  readonly here: Here
  priced(): Promise<Priced>
  stocked(): Promise<Stocked>
}

export interface CartLineModel {
  readonly of: CartModel
  readonly line: LineBody
  readonly place: number
}

export interface CartCostModel {
  readonly priced: Priced
  readonly of: CartModel
}

export interface CartDiscountCodeModel {
  readonly code: string
  readonly of: CartModel
}

export interface FulfillmentGroupModel {
  readonly group: GroupBody
  /** Throws why where nobody knows. */
  standing(): Promise<GroupStanding>
}

export type TaxedMoneyModel = LazyTaxedMoney

export type CartProblemModel = Problem
export type InsufficientStockProblemModel = ShortProblem
export type CartAlternativeModel = Option

export interface CartTouchModel {
  readonly touch: Cart['body']['touches'][number]
}

export type CartUserErrorModel = Refusal
export type CartPayloadModel = Changed
export type CartMergePayloadModel = Merged
export type CartHandOffPayloadModel = HandedOff
export type CartCheckoutPayloadModel = CheckedOut

/** An order by its id, and whose it is. */
export interface OrderModel {
  readonly id: string
  readonly owner?: Clue
}
