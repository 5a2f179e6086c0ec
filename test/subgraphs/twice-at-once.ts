import { vi } from 'vitest'
import type { WriteLedger } from '../../ledger/writes/port.ts'

/**
 * The answer to a mutation that was sent twice at once, and is done by the other of both when this one has just seen that it was not done: what it
 * reads from then on is what the other has left.
 */
export async function twiceAtOnce<Answer>(writes: WriteLedger, send: () => Promise<Answer>): Promise<Answer> {
  const { done } = writes
  const asked = vi.spyOn(writes, 'done').mockImplementationOnce(async (command) => {
    const kept = await done(command)
    await send()
    return kept as never
  })
  try {
    return await send()
  } finally {
    asked.mockRestore()
  }
}
