import { mintId, type RecordId } from '../adapters/ids.ts'
import type { SandboxKind } from './server.ts'
import { CUSTOMER, OUT_OF_STOCK, PRODUCT } from './world/landmarks.ts'
import { at } from './world/random.ts'
import type { Imperfection, World } from './world/types.ts'

/** A sandbox system, where it is to be found. */
export interface RunningSystem {
  /** The source's configured name: `erp`, `crm`, `pim`, `tills`; `issuer` for who signs tokens. */
  readonly name: string
  readonly kind: SandboxKind
  /** Base URL; the folder's `file:` URL for the tills. */
  readonly url: string
  /** Where it is told to misbehave; null for the tills, which are files. */
  readonly adminUrl: string | null
}

/** What `couture sandbox --describe` prints. */
export interface SandboxDescription {
  readonly systems: readonly RunningSystem[]
  readonly samples: SandboxSamples
  readonly imperfections: readonly Imperfection[]
}

/** Things to ask the graph for, by purpose. */
interface SandboxSamples {
  /** Ordered on the web, in the app, by phone and in stores. */
  readonly omnichannelShopper: {
    readonly customerId: string
    readonly email: string
    readonly loyaltyCard: string
  }
  /** Known by a loyalty card at the tills and by nothing else. */
  readonly tillOnlyShopper: { readonly customerId: string; readonly loyaltyCard: string }
  /** One person with two contacts in the CRM. */
  readonly duplicatePair: readonly [{ readonly customerId: string }, { readonly customerId: string }]
  /** In stock, but in none of the stores nearest to the point. */
  readonly outOfStockNearby: {
    readonly sku: string
    readonly near: { readonly latitude: number; readonly longitude: number }
  }
  /** The tills charge another price than the ERP lists. */
  readonly priceDrift: { readonly sku: string }
  readonly storeCode: string
  /** The omnichannel shopper's newest orders that one system alone holds. */
  readonly orderNumbers: { readonly web: string; readonly till: string }
}

/**
 * Describes a world and the systems that serve it. `idKey` is the key the graph mints ids under: the samples' ids are those an
 * empty ledger comes to when it first sees the shoppers' contacts and cards.
 */
export function describeSandbox(
  world: World,
  { idKey, systems }: { readonly idKey: string; readonly systems: readonly RunningSystem[] },
): SandboxDescription {
  const shopper = at(world.customers, CUSTOMER.omnichannel)
  const tillOnly = at(world.customers, CUSTOMER.tillOnly)
  const [first, second] = CUSTOMER.pair
  const contact = (index: number) => {
    const id = wanted(at(world.customers, index).contactId, 'contact')
    return { customerId: mintId(idKey, 'customer', { source: 'crm', id: id as RecordId }) }
  }
  const card = wanted(tillOnly.card, 'loyalty card')
  return {
    systems,
    samples: {
      omnichannelShopper: {
        ...contact(shopper.index),
        email: wanted(shopper.email, 'e-mail'),
        loyaltyCard: wanted(shopper.card, 'loyalty card'),
      },
      tillOnlyShopper: {
        customerId: mintId(idKey, 'customer', { source: 'card', id: card as RecordId }),
        loyaltyCard: card,
      },
      duplicatePair: [contact(first), contact(second)],
      outOfStockNearby: { sku: firstSku(world, PRODUCT.outOfStockNearby), near: OUT_OF_STOCK.near },
      priceDrift: { sku: firstSku(world, PRODUCT.priceDrift) },
      storeCode: at(world.stores, 0).code,
      orderNumbers: newestOrders(world, shopper.index),
    },
    imperfections: world.imperfections,
  }
}

function newestOrders(world: World, customer: number): SandboxSamples['orderNumbers'] {
  const copied = new Set(world.orders.map(({ copyOfReceipt }) => copyOfReceipt))
  const web = world.orders.findLast((order) => order.customer === customer && order.channel === 'WEB')
  const till = world.receipts.findLast(
    (receipt) => receipt.customer === customer && receipt.kind === 'sale' && !copied.has(receipt.number),
  )
  return { web: wanted(web?.number, 'web order'), till: wanted(till?.number, 'till receipt') }
}

function firstSku(world: World, product: number): string {
  return at(at(world.products, product).variants, 0).sku
}

function wanted<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined)
    throw new RangeError(`expected a ${what} in this world, found none`)
  return value
}
