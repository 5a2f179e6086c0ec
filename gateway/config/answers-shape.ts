import { z } from 'zod'
import type { PortName } from '../../adapters/source.ts'
import { text } from './words.ts'

const names = z.array(text).default([])

/** `answers`: the names of the systems that answer each port, in the order of precedence. */
export const answers = z
  .strictObject({
    profiles: names.describe(
      'who knows shoppers, best first. The first system with a value wins, field by field',
    ),
    catalog: names.describe(
      'who has product content, best first. The next is asked for what the first does not have',
    ),
    prices: names.describe(
      'who has list prices, best first. The next is asked for what the first does not have',
    ),
    orders: names.describe('who has orders. All are asked, and the same order in several systems is one'),
    orderDesk: names.describe(
      'who takes orders, cancellations and returns, best first. The first that can takes all',
    ),
    stock: names.describe(
      'who counts stock, best first. The stock of a place is told by the first system that has a record of it (`stores[].records`)',
    ),
    stores: names.describe('who has the master data of stores, best first: name, address, phone'),
    loyalty: names.describe('who keeps loyalty accounts'),
    loyaltyDesk: names.describe('who enrols shoppers and moves their points'),
    profileDesk: names.describe(
      'who changes shoppers’ profiles and consents. Each field is written where `profiles` shows it from',
    ),
    promotions: names.describe('who has promotions. All are asked'),
    consents: names.describe(
      'who knows what shoppers agreed to and refused. The strictest statement of all wins',
    ),
    conversations: names.describe('who has conversations with shoppers: service desks'),
    search: names.describe(
      'who finds products; an index in this process when none is named. That index is `search/embedded` in the languages of `retailer.locales`',
    ),
    payments: names.describe(
      'who holds payments that were authorised on its pages. A payment is looked for in each, in this order',
    ),
    campaigns: names.describe('who is told of what shoppers left, abandoned carts: the first alone'),
  } satisfies Record<PortName, z.ZodType>)
  .describe('which systems answer which questions. Without a name nobody answers them')
