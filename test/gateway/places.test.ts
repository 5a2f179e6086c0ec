import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { mintId, type RecordId } from '../../adapters/ids.ts'
import { instant } from '../../adapters/time.ts'
import type { Config } from '../../gateway/config/config.ts'
import { openPlaces } from '../../gateway/places.ts'
import type { Ledger } from '../../ledger/port.ts'
import { openSqliteLedger } from '../../ledger/sqlite/open.ts'

const idKey = 'a-key-of-at-least-32-characters-00'
const at = instant(new Date('2026-11-01T09:00:00Z'))
const paris: Config['stores'][number] = {
  code: 'PAR01',
  kind: 'STORE',
  records: { erp: '1010', tills: '0101' },
  geo: { latitude: 48.87, longitude: 2.33 },
  timeZone: 'Europe/Paris',
  hours: { monday: ['10:00-13:00', '14:00-19:00'], sunday: [] },
  specialHours: {},
}

async function openLedger(): Promise<Ledger> {
  const folder = await mkdtemp(join(tmpdir(), 'couture-places-'))
  const ledger = await openSqliteLedger({ file: join(folder, 'ledger.db'), idKey })
  onTestFinished(async () => {
    await ledger.close()
    await rm(folder, { recursive: true })
  })
  return ledger
}

it('gives a store the id of its first record, and answers the ids of its others', async () => {
  const { identity } = await openLedger()
  const directory = await openPlaces([paris], { identity, idKey, at, specialHours: {} })
  const ids = Object.entries(paris.records).map(([source, id]) =>
    mintId(idKey, 'store', { source, id: id as RecordId }),
  )
  expect(directory.byCode('PAR01')?.id).toBe(ids[0])
  expect(ids.map((id) => directory.byId(id)?.code)).toEqual(['PAR01', 'PAR01'])
  expect(directory.byRecord('tills', '0101' as RecordId)?.code).toBe('PAR01')
})

it('keeps the id when the records are named in another order', async () => {
  const { identity } = await openLedger()
  const first = await openPlaces([paris], { identity, idKey, at, specialHours: {} })
  const turned = { ...paris, records: { tills: '0101', erp: '1010' } }
  const second = await openPlaces([turned], { identity, idKey, at, specialHours: {} })
  expect(second.byCode('PAR01')?.id).toBe(first.byCode('PAR01')?.id)
})

it('has the hours of a day as its spans, and a closed day as none', async () => {
  const { identity } = await openLedger()
  const directory = await openPlaces([paris], { identity, idKey, at, specialHours: {} })
  expect(directory.byCode('PAR01')?.hours).toEqual([
    { day: 'MONDAY', date: null, opens: '10:00', closes: '13:00' },
    { day: 'MONDAY', date: null, opens: '14:00', closes: '19:00' },
    { day: 'SUNDAY', date: null, opens: null, closes: null },
  ])
})

it('keeps the dates of every store, its own before them, in the order of dates', async () => {
  const { identity } = await openLedger()
  const own = { ...paris, specialHours: { '2026-12-24': ['10:00-12:00', '13:00-16:00'] } }
  const specialHours = { '2026-12-25': [], '2026-12-24': ['10:00-18:00'] }
  const directory = await openPlaces([own], { identity, idKey, at, specialHours })
  expect(directory.byCode('PAR01')?.specialHours).toEqual([
    { day: 'THURSDAY', date: '2026-12-24', opens: '10:00', closes: '12:00' },
    { day: 'THURSDAY', date: '2026-12-24', opens: '13:00', closes: '16:00' },
    { day: 'FRIDAY', date: '2026-12-25', opens: null, closes: null },
  ])
})
