import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../adapters/time.ts'
import type { Ledger, OrderTokenGrant, OrderTokens } from '../../ledger/port.ts'
import type { LedgerPlace } from './ledger.ts'

const at = '2026-05-10T10:00:00.000Z' as Instant
const expiresAt = '2026-08-10T10:00:00.000Z' as Instant

/** What every `OrderTokens` must do. Tests share one ledger; each has hashes and orders of its own. */
export function orderTokensContract(newPlace: () => Promise<LedgerPlace>): void {
  let place: LedgerPlace
  let ledger: Ledger
  let tokens: OrderTokens
  let made = 0

  beforeAll(async () => {
    place = await newPlace()
    ledger = await place.open()
    tokens = ledger.orderTokens
  })
  afterAll(async () => {
    await ledger.close()
    await place.destroy()
  })
  const newHash = () => `${++made}`.padStart(64, '0')
  const newOrder = () => `ord_1order${++made}`
  const granted = async (facts: Partial<OrderTokenGrant> = {}) => {
    const grant = { hash: newHash(), orderId: newOrder(), at, expiresAt, ...facts }
    await tokens.grant(grant)
    return grant
  }

  describe('a token', () => {
    it('opens the order it was granted for, and a hash never granted opens none', async () => {
      const { hash, orderId } = await granted()
      await granted()
      expect(await tokens.find(hash, at)).toBe(orderId)
      expect(await tokens.find(newHash(), at)).toBeNull()
    })

    it('opens it until it is over', async () => {
      const { hash, orderId } = await granted()
      expect(await tokens.find(hash, '2026-08-10T09:59:59.999Z' as Instant)).toBe(orderId)
      expect(await tokens.find(hash, expiresAt)).toBeNull()
    })

    it('opens nothing once it is revoked; others of the order still do', async () => {
      const one = await granted()
      const other = await granted({ orderId: one.orderId })
      await tokens.revoke({ hash: one.hash })
      expect(await tokens.find(one.hash, at)).toBeNull()
      expect(await tokens.find(other.hash, at)).toBe(one.orderId)
    })

    it('opens nothing once its order is closed to all; those of other orders still do', async () => {
      const one = await granted()
      const another = await granted({ orderId: one.orderId })
      const elsewhere = await granted()
      await tokens.revoke({ orderId: one.orderId })
      expect(await tokens.find(one.hash, at)).toBeNull()
      expect(await tokens.find(another.hash, at)).toBeNull()
      expect(await tokens.find(elsewhere.hash, at)).toBe(elsewhere.orderId)
    })

    it('may be granted again, which changes nothing: not its end, nor that it is revoked', async () => {
      const one = await granted()
      await tokens.grant({ ...one, expiresAt: '2027-01-01T00:00:00.000Z' as Instant })
      expect(await tokens.find(one.hash, expiresAt)).toBeNull()
      await tokens.revoke({ hash: one.hash })
      await tokens.grant(one)
      expect(await tokens.find(one.hash, at)).toBeNull()
    })

    it('never opens another order than its first', async () => {
      const one = await granted()
      await expect(tokens.grant({ ...one, orderId: newOrder() })).rejects.toMatchObject({
        name: 'LedgerError',
        code: 'FAILED',
        message: 'expected a token that opens no other order, found one that does; make one for this order',
      })
      expect(await tokens.find(one.hash, at)).toBe(one.orderId)
    })

    it('may be revoked though nobody knows it', async () => {
      await tokens.revoke({ hash: newHash() })
      await tokens.revoke({ orderId: newOrder() })
    })
  })
}
