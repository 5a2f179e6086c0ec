import { openRpc, type Row, type Rpc } from './rpc.ts'
import type { RunningTryton } from './start.ts'
import { ADMIN } from './trytond.ts'

/** The retailer's own people at work in Tryton. */
export interface People {
  readonly rpc: Rpc
  /** Sends an order, or some of its lines by their places in it, whatever the stock. */
  deliver(number: string, positions?: readonly number[]): Promise<void>
  /** Takes in the goods of a return and issues its credit note. */
  takeIn(number: string): Promise<void>
}

const SHIPMENT = 'stock.shipment.out'

/** Signs in as somebody who may do all of it. */
export async function peopleOf({ url, database }: RunningTryton): Promise<People> {
  const rpc = await openRpc(url, database, ADMIN)
  const sale = async (number: string, fields: readonly string[]): Promise<Row> => {
    const [row] = await rpc.rows('sale.sale', [['number', '=', number]], fields)
    if (!row) throw new Error(`expected a sale ${number}`)
    return row
  }

  return {
    rpc,
    async deliver(number, positions) {
      const { id, ...row } = await sale(number, ['lines', 'shipments'])
      const lines = row['lines'] as readonly number[]
      const wanted = positions?.map((position) => lines[position - 1]) ?? lines
      const moves = await rpc.rows('stock.move', [['origin.id', 'in', wanted, 'sale.line']], ['shipment'])
      const shipments = new Set(moves.map(({ shipment }) => Number(String(shipment).split(',')[1])))
      for (const button of ['assign_force', 'pick', 'pack', 'done']) {
        await rpc.press(SHIPMENT, button, [...shipments])
      }
      await rpc.press('sale.sale', 'process', [id])
    },
    async takeIn(number) {
      const { id, ...row } = await sale(number, ['shipment_returns', 'invoices'])
      const ids = (field: string) => row[field] as readonly number[]
      for (const button of ['receive', 'done']) {
        await rpc.press('stock.shipment.out.return', button, ids('shipment_returns'))
      }
      await rpc.press('account.invoice', 'post', ids('invoices'))
      await rpc.press('sale.sale', 'process', [id])
    },
  }
}
