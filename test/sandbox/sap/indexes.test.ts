import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EntitySet, Row } from '../../../sandbox/sap/edm.ts'
import { parseFilter } from '../../../sandbox/sap/filter.ts'
import { page, WHOLE } from '../../../sandbox/sap/page.ts'
import { PLAIN } from '../../../sandbox/sap/query.ts'
import { openBook } from '../../../sandbox/sap/rows/book.ts'
import { servicesOf } from '../../../sandbox/sap/services.ts'
import { createOrderStore } from '../../../sandbox/sap/writes/store.ts'
import { world } from './client.ts'

describe('indexes', () => {
  const services = servicesOf(
    openBook(
      world,
      createOrderStore(() => world.now),
    ),
  )
  const sets = [...services.V2.values()].flatMap((service) => [...service.sets.values()])
  const filters = fc.letrec<{ filter: string; leaf: string }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc
        .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
        .map((parts) => `(${parts.join(' ')})`),
      tie('filter').map((inner) => `not (${inner})`),
    ),
    leaf: fc
      .tuple(
        fc.constantFrom('SoldToParty', 'SalesOrder', 'PurchaseOrderByCustomer'),
        fc.nat(world.orders.length - 1),
      )
      .map(([name, at]) => {
        const order = world.orders[at]
        const customer = world.customers[order?.customer ?? 0]?.erpCustomer
        const value = {
          SoldToParty: customer,
          SalesOrder: order?.salesOrder,
          PurchaseOrderByCustomer: order?.number,
        }
        return `${name} eq '${value[name]}'`
      }),
  })).filter

  it('find the same records as looking at all of them', () => {
    const set = sets.find(({ name }) => name === 'A_SalesOrder')
    if (!set) throw new Error('no such set')
    const all = [...set.view.all()]
    const [key = ''] = set.type.keys
    fc.assert(
      fc.property(filters, (text) => {
        const query = { ...PLAIN, filter: parseFilter(text, set.type, 'V2') }
        const found = (rows: readonly Row[] | null) =>
          page(set, rows, query, WHOLE)
            .rows.map((row) => `${row[key]}`)
            .sort()
        expect(found(null)).toEqual(found(all))
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  it('hold every record of every set under the text it shows', () => {
    for (const set of sets)
      expect([set.name, [...set.view.all()].flatMap((row) => lost(row, set))]).toEqual([set.name, []])
  })

  it('exist for every navigation that leads somewhere', () => {
    const all = [...services.V2.values(), ...services.V4.values()]
    const links = all.flatMap((service) =>
      [...service.sets.values()].flatMap(({ name, type }) =>
        [...type.navigations.values()]
          .filter(({ target }) => target !== null)
          .map(({ name: nav, target, on }) => ({
            link: `${name}/${nav}`,
            index: service.sets.get(target ?? '')?.view.by[on[0]?.[1] ?? ''],
          })),
      ),
    )
    expect(links.filter(({ index }) => index === undefined).map(({ link }) => link)).toEqual([])
    expect(links.length).toBeGreaterThan(25)
  })
})

/** The properties under whose index a record is not found. */
function lost(row: Row, { type, view }: EntitySet): readonly string[] {
  const isSame = (other: Row) => type.keys.every((key) => other[key] === row[key])
  return Object.entries(view.by).flatMap(([property, find]) => {
    const value = row[property]
    if (typeof value !== 'string' || value === '') return []
    return find(value).some(isSame) ? [] : [`${property} ${value}`]
  })
}
