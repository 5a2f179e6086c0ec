import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import type { StoreId } from '../../adapters/ids.ts'
import { instant } from '../../adapters/time.ts'
import { ledgerPlace } from '../../gateway/ledger-place.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import type { WireRequest } from '../../sandbox/server.ts'
import { QUEUED } from '../graph/access-matrix/operator-ways.ts'
import { sent } from '../graph/people.ts'
import { indexed } from '../graph/settled.ts'
import { keepWaiting } from '../graph/waiting-order.ts'
import { operation, startWhole, type Whole, type WholeOptions } from '../graph/whole.ts'
import { place } from '../memory/services.ts'

/** What an attack came to. */
export interface Struck {
  readonly status: number
  readonly text: string
  readonly codes: readonly string[]
  /** What the systems were asked, as it came over the wire. */
  readonly requests: readonly WireRequest[]
}

/** A graph that is attacked. */
export interface Attacked {
  readonly whole: Whole
  /** The ids of the sample shopper's cart, and of a store. */
  readonly cart: string
  readonly store: string
  /** Sends a body as it is, with caches that know nothing, as `everything` unless the headers say otherwise. */
  strike(body: string | Buffer, headers?: Readonly<Record<string, string>>): Promise<Struck>
  /** Somebody else asks something harmless on a connection of their own, and is answered; nothing was left on objects. */
  canary(): Promise<void>
}

/** Starts the shipped configuration, its search index filled. */
export async function startAttacked(options: WholeOptions = {}): Promise<Attacked> {
  let requests: WireRequest[] = []
  const witness = (one: WireRequest) => {
    // Who signs tokens is no system: its keys are read when the first token comes.
    if (one.system === 'issuer') return
    requests.push(one)
  }
  const whole = await startWhole({ edit: still, ...options, witness })
  await indexed(whole.url)
  // What an adapter asks its system once in its life is asked now.
  await whole.ask(operation('customer-360'), {
    id: whole.samples.omnichannelShopper.customerId,
    near: whole.samples.outOfStockNearby.near,
  })
  const begun = await whole.ask(
    'mutation { cartCreate(input: { channel: WEB, currencyCode: "EUR" }, idempotencyKey: "to be attacked") { cart { id } } }',
  )
  const { data } = await whole.ask('{ store(code: "PAR01") { id } }')
  await queueSomething(whole, data.store.id)
  const everything = whole.as('everything', { store: 'PAR01' })
  return {
    whole,
    cart: begun.data.cartCreate.cart.id,
    store: data.store.id,
    async strike(body, headers = everything) {
      whole.forget()
      requests = []
      const response = await fetch(`${whole.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sent(headers) },
        body,
      })
      const answer = await response.text()
      return { status: response.status, text: answer, codes: codesOf(answer), requests: [...requests] }
    },
    async canary() {
      const { name } = whole.world.stores[0] ?? {}
      const answer = await askAlone(whole.url, '{ store(code: "PAR01") { name } }')
      expect(JSON.parse(answer)).toMatchObject({ data: { store: { name } } })
      expect(polluted()).toEqual([])
    },
  }
}

/** The shipped configuration, but nothing is looked at anew by itself while it is counted what attacks make the systems be asked. */
function still(yaml: string): string {
  const index = `systems:\n  index:\n    adapter: search/embedded\n    locales: [fr-FR, en-US]\n    refreshSeconds: 86400\n    rereadSeconds: 604800\n`
  const longer = yaml.replace(/^( +)adapter: pim\/akeneo\n/m, '$&$1structureSeconds: 86400\n')
  return longer.replace(/^systems:\n/m, index).replace(/^answers:\n/m, 'answers:\n  search: [index]\n')
}

/** A list of what waits for its system, or in a store, where there is one, is not empty. */
async function queueSomething(whole: Whole, storeId: string): Promise<void> {
  const now = new Date(whole.now())
  const ledger = await thisBuild.openLedger({
    ...ledgerPlace(whole.config, () => now),
    idKey: whole.idKey,
  })
  const at = instant(now)
  const store = place('PAR01', { id: storeId as StoreId })
  await ledger.writes.transact([], async (unit) => {
    await unit.send({ ...QUEUED, at })
    await keepWaiting(unit, { store, idKey: whole.idKey, at })
  })
  await ledger.close()
}

interface Body {
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[]
}

function codesOf(answer: string): readonly string[] {
  const { errors = [] } = JSON.parse(answer) as Body
  return [...new Set(errors.map(({ extensions }) => extensions?.code ?? 'none'))]
}

/** A connection that is opened for this request and closed after it. */
async function askAlone(url: string, query: string): Promise<string> {
  const asking = request(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', connection: 'close' },
  })
  asking.end(JSON.stringify({ query }))
  return new Promise((resolve, reject) => {
    asking.on('error', reject)
    asking.on('response', (response) => void text(response).then(resolve, reject))
  })
}

const PROTOTYPE = Object.getOwnPropertyNames(Object.prototype)

/** What every object has now that it had not when this file was read. */
function polluted(): readonly string[] {
  return Object.getOwnPropertyNames(Object.prototype).filter((name) => !PROTOTYPE.includes(name))
}
