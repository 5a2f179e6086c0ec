import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { isSourceError } from '../../../../adapters/error.ts'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { OrderDesk, OrderToPlace, ReturnToCreate } from '../../../../adapters/ports/order-desk.ts'
import type { Orders } from '../../../../adapters/ports/orders.ts'
import type { Stock } from '../../../../adapters/ports/stock.ts'
import { found } from '../../../contracts/found.ts'
import { soldAt, toPlace } from '../../../contracts/orders-to-place.ts'
import { world } from '../../../contracts/small-world.ts'
import type { People } from '../../../peers/tryton/people.ts'
import type { Way } from '../../../peers/tryton/way.ts'

/** The desk beside the ports that see what it did, over a way that can be told to misbehave. */
export interface Beside {
  readonly desk: OrderDesk
  readonly orders: Orders
  readonly stock: Stock
  readonly way: Way
  readonly logged: readonly (readonly [string, Readonly<Record<string, string | number>>])[]
  close(): Promise<void>
}

const customer = world.customers[0]?.businessPartner as RecordId
const sold = [soldAt(world, '20'), soldAt(world, '5.5')] as const
const CREATE = 'model.sale.sale.create'
const FIELDS = ['number', 'state', 'shipment_state', 'invoice_state', 'warehouse', 'lines.taxes', 'comment']

/** What only a real Tryton shows: its steps, each of which may be the last, and what follows from a sale. */
export function deskOfTryton({
  open,
  people,
}: {
  open(orderDesk?: Readonly<Record<string, unknown>>): Promise<Beside>
  people(): People
}): void {
  let beside: Beside
  beforeAll(async () => {
    beside = await open()
  })
  afterAll(() => beside.close())
  afterEach(() => beside.way.misbehave({}))

  const order = (number: string, change: Partial<OrderToPlace> = {}) =>
    toPlace(number, { customer, sold }, change)
  const codeOf = async (work: Promise<unknown>) => {
    const outcome = await work.catch((error: unknown) => error)
    return isSourceError(outcome) ? outcome.code : outcome
  }
  const salesOf = (number: string) => people().rpc.rows('sale.sale', [['reference', '=', number]], FIELDS)
  const placedOf = async ({ key }: OrderToPlace, of = beside) => (await of.desk.placed([key])).get(key)
  const onHand = async () => {
    const keys = sold.map(({ sku, location }) => ({ item: sku as string as RecordId, location }))
    const levels = await beside.stock.levels(keys)
    return keys.map((key) => found(levels.get(key)).value.onHand)
  }

  it.each([
    ['W-910001', 'model.party.address.create'],
    ['W-910002', CREATE],
    ['W-910003', 'model.stock.shipment.out.create'],
    ['W-910004', 'model.stock.shipment.out.wait'],
    ['W-910005', 'model.sale.sale.quote'],
  ])('%s, whose reply to %s was lost, is one sale when it is placed again', async (number, path) => {
    const whole = order(number, {
      billingAddress: { ...nowhere, city: number },
    })
    await beside.way.misbehave({ loseReply: true, path, times: 1 })
    expect(await codeOf(beside.desk.place(whole))).toBe('SOURCE_UNAVAILABLE')
    expect(await placedOf(whole)).toBeUndefined()
    const record = await beside.desk.place(whole)
    expect(record.total).toEqual(whole.total.gross)
    expect(await salesOf(number)).toMatchObject([{ number: record.recordId, state: 'processing' }])
    const shipments = found((await beside.orders.fulfillments([record.recordId])).get(record.recordId)).value
    expect(shipments).toHaveLength(2)
    const addresses = await people().rpc.rows('party.address', [['city', '=', number]])
    expect(addresses).toHaveLength(1)
  })

  it('shows a sale whose creation came late beside the order as a twin, and removes it', async () => {
    const whole = order('W-910010')
    const { writeMs } = { writeMs: 5_000 }
    await beside.way.misbehave({ lateCommitMs: writeMs + 2_000, path: CREATE, times: 1 })
    expect(await codeOf(beside.desk.place(whole))).toBe('SOURCE_TIMEOUT')
    const record = await beside.desk.place(whole)
    expect(found(await placedOf(whole)).value).toEqual([record])
    for (let tries = 0; tries < 100 && (await salesOf('W-910010')).length < 2; tries++) await wait(100)
    const [first, twin] = found(await placedOf(whole)).value
    expect(first).toEqual(record)
    expect(twin).toMatchObject({ cancelled: false, recordId: expect.stringMatching(/^#\d+$/) })
    await beside.desk.cancel({ recordId: twin?.recordId as RecordId, positions: null, reason: 'DUPLICATE' })
    expect(await salesOf('W-910010')).toMatchObject([{ number: record.recordId }])
    expect(found(await placedOf(whole)).value).toEqual([record])
  })

  it('sends each line from its own place, where the stock goes down', async () => {
    const whole = order('W-910020')
    const before = await onHand()
    const { recordId } = await beside.desk.place(whole)
    expect(await onHand()).toEqual(before)
    const shipments = async () =>
      found((await beside.orders.fulfillments([recordId])).get(recordId)).value.map(
        ({ location, status, lines }) => [location, status, lines],
      )
    const parts = (status: string) => [
      [sold[0].location, status, [{ lineId: '1', quantity: '3' }]],
      [sold[1].location, status, [{ lineId: '2', quantity: '1' }]],
    ]
    expect(await shipments()).toEqual(parts('IN_PREPARATION'))
    await people().deliver(recordId)
    expect(await shipments()).toEqual(parts('SHIPPED'))
    expect(await onHand()).toEqual(before.map((units, at) => units - (at === 0 ? 3 : 1)))
    expect(await salesOf('W-910020')).toMatchObject([
      { shipment_state: 'sent', comment: expect.stringContaining('BIENVENUE5') },
    ])
  })

  it('has a return bring its goods back to the store, and its credit note', async () => {
    const whole = order('W-910030')
    const { recordId } = await beside.desk.place(whole)
    await people().deliver(recordId)
    const before = await onHand()
    const request: ReturnToCreate = {
      reference: 'R-910030',
      order: { key: whole.key, recordId },
      channel: 'STORE_POS',
      on: whole.placedOn,
      store: sold[0].location,
      customer,
      lines: [{ lineId: '1', sku: sold[0].sku, quantity: 2, reason: 'TOO_SMALL', resellable: true }],
    }
    await beside.way.misbehave({ loseReply: true, path: CREATE, times: 1 })
    expect(await codeOf(beside.desk.createReturn(request))).toBe('SOURCE_UNAVAILABLE')
    const back = await beside.desk.createReturn(request)
    expect(await salesOf('R-910030')).toHaveLength(1)
    await people().takeIn(back.recordId)
    expect(await onHand()).toEqual([(before[0] ?? 0) + 2, before[1]])
    const read = found((await beside.orders.returns([recordId])).get(recordId)).value
    expect(read).toMatchObject([
      { recordId: back.recordId, status: 'RECEIVED', lines: [{ lineId: '1', quantity: '2' }] },
    ])
    const [note] = found((await beside.orders.invoices([recordId])).get(recordId)).value
    const paid = Math.round(((whole.lines[0]?.lineTotal.gross.minor ?? 0) * 2) / 3)
    expect(note).toMatchObject({ kind: 'CREDIT_NOTE', total: { minor: paid } })
    expect(await codeOf(beside.desk.createReturn({ ...request, reference: 'R-910031' }))).toBe('CONFLICT')
  })

  it('leaves processing to Tryton where that is said, and cancels what is not processed', async () => {
    const patient = await open({ process: false })
    try {
      const whole = order('W-910040')
      const { recordId } = await patient.desk.place(whole)
      expect(await salesOf('W-910040')).toMatchObject([{ state: 'confirmed' }])
      await patient.desk.cancel({ recordId, positions: null, reason: 'CHANGED_MIND' })
      expect(await salesOf('W-910040')).toMatchObject([{ state: 'cancelled' }])
      const shipments = found((await patient.orders.fulfillments([recordId])).get(recordId)).value
      expect(shipments.map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED'])
      expect(found(await placedOf(whole, patient)).value).toMatchObject([
        { cancelled: true, total: { minor: 0 } },
      ])
    } finally {
      await patient.close()
    }
  })

  it('goes on with a cancellation that was cut off, and leaves nothing for anybody to answer', async () => {
    const whole = order('W-910050')
    const { recordId } = await beside.desk.place(whole)
    const request = { recordId, positions: null, reason: 'CHANGED_MIND' }
    await beside.way.misbehave({ loseReply: true, path: 'model.account.invoice.cancel', times: 1 })
    expect(await codeOf(beside.desk.cancel(request))).toBe('SOURCE_UNAVAILABLE')
    await beside.desk.cancel(request)
    expect(await salesOf('W-910050')).toMatchObject([{ state: 'done', invoice_state: 'none' }])
    expect(found((await beside.orders.orders([whole.key])).get(whole.key)).value.status).toBe('CANCELLED')
  })

  it('names the right its user lacks, and does not take that for a refusal', async () => {
    const { rpc } = people()
    const [user] = await rpc.rows('res.user', [['login', '=', 'couture']])
    const [group] = await rpc.rows('res.group', [['name', '=', 'Sales Administrator']])
    const change = (how: 'add' | 'remove') =>
      rpc.write('res.user', [user?.id], { groups: [[how, [group?.id]]] })
    await change('remove')
    const fresh = await open()
    try {
      const whole = order('W-910060')
      const failure = await fresh.desk.place(whole).catch((error: unknown) => error)
      expect(failure).toMatchObject({
        code: 'SOURCE_UNAVAILABLE',
        message: 'erp: no right to process sale.sale; grant it to the user',
      })
      expect(found(await placedOf(whole)).value).toMatchObject([{ cancelled: false }])
    } finally {
      await change('add')
      await fresh.close()
    }
  })
}

const nowhere = {
  givenName: null,
  familyName: null,
  company: null,
  streetLine1: null,
  streetLine2: null,
  postalCode: null,
  city: null,
  region: null,
  countryCode: 'FR',
  phone: null,
}
