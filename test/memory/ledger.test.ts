import { describe } from 'vitest'
import type { AccessLedger } from '../../ledger/access/port.ts'
import type { IdentityLedger } from '../../ledger/port.ts'
import { orderTokensContract } from '../contracts/order-tokens.ts'
import { receiptsContract } from '../contracts/receipts.ts'
import { writesContract } from '../contracts/writes.ts'
import { memoryReceipts } from './ledger.ts'

describe('the ledger in memory keeps what every ledger does', () => {
  const place = async () => {
    const ledger = {
      ...memoryReceipts(),
      identity: {} as IdentityLedger,
      access: {} as AccessLedger,
      backup: async () => {},
      close: async () => {},
    }
    // Opened again it is the same: there is no database behind it.
    const open = async () => ledger
    return { open, backupFile: '', openBackup: open, destroy: async () => {} }
  }
  describe('receipts', () => receiptsContract(place))
  describe('order tokens', () => orderTokensContract(place))
  describe('writes', () => writesContract(place))
})
