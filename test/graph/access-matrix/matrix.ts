import { isDeepStrictEqual } from 'node:util'
import type { StoreId } from '../../../adapters/ids.ts'
import { instant } from '../../../adapters/time.ts'
import { ledgerPlace } from '../../../gateway/ledger-place.ts'
import { thisBuild } from '../../../gateway/this-build.ts'
import { orderTokenMaker } from '../../../subgraphs/shared/orders/order-token.ts'
import { world } from '../../contracts/small-world.ts'
import { place } from '../../memory/services.ts'
import { filled, indexed } from '../settled.ts'
import { keepWaiting } from '../waiting-order.ts'
import { type Answer, startWhole, type Whole } from '../whole.ts'
import { beginCarts } from './begun-carts.ts'
import { cartWays } from './cart-ways.ts'
import { callsOf, letterOf } from './cell.ts'
import { cardWays, deskWays } from './desk-ways.ts'
import { loyaltyWays, redeemedBy } from './loyalty-ways.ts'
import { operatorWays, QUEUED } from './operator-ways.ts'
import { orderWays } from './order-ways.ts'
import { profileWays } from './profile-ways.ts'
import { publicWays } from './public-ways.ts'
import type { Row } from './read-outcomes.ts'
import { heldFor, reservationWays } from './reservation-ways.ts'
import { returnWays } from './return-ways.ts'
import { shopperWays } from './shopper-ways.ts'
import { storeWays } from './store-ways.ts'
import { type Facts, type Subjects, type Target, twoIds, twoPeople } from './two-people.ts'
import { type Viewers, viewersOf } from './viewers.ts'
import type { Way } from './way.ts'

/** The whole graph, and everybody who asks it. */
export interface Matrix {
  /** Asks a row of the table as everybody, and says what came of it in the table's letters, or in words where it has none. */
  cells(row: Row): Promise<Row['cells']>
  close(): Promise<void>
}

/** How every row is asked for, by its name. */
export const WAYS: Readonly<Record<string, Way>> = {
  ...publicWays(world),
  ...shopperWays(),
  ...cartWays(world),
  ...orderWays(),
  ...cardWays(),
  ...deskWays(),
  ...operatorWays(),
  ...reservationWays(world),
  ...loyaltyWays(),
  ...profileWays(),
  ...storeWays(),
  ...returnWays(world),
}

/** Starts it, and waits until it has read what is read once in a process's life: who is who, the index, the numbers of customers. */
export async function openMatrix(): Promise<Matrix> {
  const whole = await startWhole()
  const { file } = ledgerPlace(whole.config, () => new Date(whole.now())) as { readonly file: string }
  await Promise.all([
    filled({ ...whole.config, ledger: { ...whole.config.ledger, file } }),
    indexed(whole.url),
  ])
  const sku = world.products[0]?.variants[0]?.sku ?? ''
  const carts = await beginCarts(whole, { sku, ...twoIds(world, whole.idKey) })
  const people = twoPeople(world, whole.idKey, carts)
  const orderToken = await prepared(whole, file, [people.own.facts, people.other.facts])
  const viewers = viewersOf(whole, { orderToken, cartToken: carts.token })
  for (const { keys } of [people.own, people.other]) {
    await whole.ask(WAYS['Order.customer']?.query ?? '', { v: keys.order.id })
    await whole.ask(WAYS['Query.conversation']?.query ?? '', { v: keys.conversation })
  }
  return {
    cells: (row) => cellsOf({ whole, people, viewers }, row),
    close: () => whole.close(),
  }
}

/**
 * Puts into the ledger what nobody can ask the graph for: a guest's token for the first one's order, something in the outbox, and
 * for each of them stock that was put aside.
 */
async function prepared(whole: Whole, file: string, people: readonly (Facts | null)[]): Promise<string> {
  const store = place('PAR01', { id: (await storeOf(whole)) as StoreId })
  const ledger = await thisBuild.openLedger({ file, idKey: whole.idKey })
  const [own] = people
  const orderId = own?.order.id ?? ''
  const { token, hash } = orderTokenMaker(whole.idKey)(orderId, 'matrix')
  const at = instant(new Date(whole.now()))
  const expiresAt = instant(new Date(whole.now() + 86_400_000))
  await ledger.orderTokens.grant({ hash, orderId, at, expiresAt })
  await ledger.writes.transact(['stock'], async (unit) => {
    await unit.send({ ...QUEUED, at })
    for (const facts of people.filter((one) => one !== null)) {
      await unit.holds.save(heldFor(facts, { from: at, until: expiresAt }))
      await unit.cases.save(redeemedBy(facts, at))
    }
    await keepWaiting(unit, { store, idKey: whole.idKey, at })
  })
  await ledger.close()
  return token
}

/** The store that associates work in. */
async function storeOf(whole: Whole): Promise<string> {
  return (await whole.ask('{ store(code: "PAR01") { id } }')).data.store.id
}

interface Stage {
  readonly whole: Whole
  readonly people: Subjects
  readonly viewers: Viewers
}

async function cellsOf(stage: Stage, row: Row): Promise<Row['cells']> {
  const way = WAYS[row.name]
  if (!way) throw new Error(`expected a way to ask for ${row.name}, found none`)
  const cells: Record<string, string> = {}
  for (const [column, headers] of Object.entries(stage.viewers)) {
    cells[column] = await cellOf(stage, { row, way, headers })
  }
  return cells
}

interface Cell {
  readonly row: Row
  readonly way: Way
  readonly headers: Viewers[string]
}

async function cellOf({ whole, people }: Stage, { row, way, headers }: Cell): Promise<string> {
  const letters: string[] = []
  const answers = new Map<Target, Answer>()
  for (const target of row.targets) {
    whole.forget()
    const { keys, facts } = people[target]
    const answer = await whole.ask(way.query, way.variables?.(keys) ?? {}, headers)
    answers.set(target, answer)
    letters.push(letterOf(answer, way, facts))
  }
  const told = toldApart(answers)
  if (told) return told
  return letters.every(({ length }) => length === 1) ? letters.join('') : letters.join(' | ')
}

/** How another's can be told from none by somebody who is refused either; null when it cannot. */
function toldApart(answers: ReadonlyMap<Target, Answer>): string | null {
  const [other, unknown] = [answers.get('other'), answers.get('unknown')]
  if (!other || !unknown || unknown.errors.length === 0) return null
  const [one, another] = [told(other), told(unknown)]
  return isDeepStrictEqual(one, another)
    ? null
    : `another's is told from none: ${JSON.stringify(one)} from ${JSON.stringify(another)}`
}

/** All that an answer tells, and whom it asked; what the client has left to spend flows back as time goes by. */
function told(answer: Answer) {
  const { status, data, errors, extensions } = answer
  const { budgetLeft, ...cost } = { ...(extensions['cost'] as Readonly<Record<string, unknown>> | undefined) }
  return { status, data, errors, extensions: { ...extensions, cost }, calls: callsOf(answer).toSorted() }
}
