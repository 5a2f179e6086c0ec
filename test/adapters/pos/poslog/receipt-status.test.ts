import { describe, expect, it } from 'vitest'
import { mugForCash, posLog6, readOne, transaction6 } from './tills.ts'

describe('what is no receipt', () => {
  it.each([
    ['Canceled', 'cancelled'],
    ['VRExt:Voided', 'cancelled'],
    ['TransactionVoided', 'cancelled'],
    ['Suspended', 'cancelled'],
    ['SuspendedRetrieved', 'cancelled'],
  ])('a transaction that is %s is passed over', async (status, because) => {
    const document = posLog6(transaction6(1, mugForCash, { status }))
    expect(await readOne(document)).toEqual({ kind: 'skipped', because })
  })

  it.each(['Finished', 'Tendered', 'Totaled', 'Returned', 'Acme:Whatever'])(
    'a transaction that is %s is one',
    async (status) => {
      expect(await readOne(posLog6(transaction6(1, mugForCash, { status })))).toMatchObject({ kind: 'kept' })
    },
  )

  it('a training sale is passed over', async () => {
    const document = posLog6(transaction6(1, mugForCash, { head: ' TrainingModeFlag="true"' }))
    expect(await readOne(document)).toEqual({ kind: 'skipped', because: 'training' })
  })

  it.each(['ControlTransaction', 'TenderControlTransaction', 'InventoryControlTransaction'])(
    'a %s is passed over',
    async (name) => {
      const document = `<POSLog><Transaction><SequenceNumber>1</SequenceNumber><${name}><SignOn/></${name}></Transaction></POSLog>`
      expect(await readOne(document)).toEqual({ kind: 'skipped', because: 'control' })
    },
  )

  it('a sale with a control transaction beside it is one', async () => {
    const document = posLog6(
      transaction6(1, mugForCash).replace('</Transaction>', '<ControlTransaction/></Transaction>'),
    )
    expect(await readOne(document)).toMatchObject({ kind: 'kept' })
  })

  it('a transaction without goods is passed over', async () => {
    const document = posLog6(
      transaction6(1, '<LineItem><Tender TenderType="Cash"><Amount>5</Amount></Tender></LineItem>'),
    )
    expect(await readOne(document)).toEqual({ kind: 'skipped', because: 'no-goods' })
  })
})
