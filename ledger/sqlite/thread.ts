import { Worker } from 'node:worker_threads'
import { LedgerError } from '../error.ts'
import type { Answer, Failure, Order, Reply, Request } from './protocol.ts'

/** The worker thread of one database file, seen from the thread that asks. */
export interface Thread {
  /** Has one order carried out, after all given before. Rejects with a `LedgerError`. */
  ask(order: Order): Promise<Answer>
  /** Waits until the thread has ended, after an order that ends it. */
  ended(): Promise<void>
}

interface Waiting {
  resolve(answer: Answer): void
  reject(error: LedgerError): void
}

/** Starts a worker thread that holds no file yet. */
export function startThread(): Thread {
  const worker = startWorker()
  const waiting = new Map<number, Waiting>()
  let next = 0
  let over: LedgerError | null = null

  const end = (error: LedgerError) => {
    over ??= error
    for (const { reject } of waiting.values()) reject(over)
    waiting.clear()
  }
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      end(new LedgerError('CLOSED', 'the ledger is closed; nothing can be read from it or written to it'))
      resolve()
    })
  })
  worker.on('error', (cause) => {
    end(new LedgerError('FAILED', "the ledger's thread has stopped; restart this process", { cause }))
  })
  worker.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('answer' in reply) asked?.resolve(reply.answer)
    else asked?.reject(toLedgerError(reply.failure))
  })

  return {
    ask: (order) =>
      new Promise((resolve, reject) => {
        if (over) return reject(over)
        const request: Request = { id: next++, order }
        waiting.set(request.id, { resolve, reject })
        worker.postMessage(request)
      }),
    ended: () => ended,
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url), { execArgv: [] })
}

function toLedgerError({ code, message }: Failure): LedgerError {
  const cause = new Error(`${code}: ${message}`)
  if (code.startsWith('SQLITE_BUSY')) {
    return new LedgerError('BUSY', 'another process is writing to the ledger', { cause })
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_NOTADB')) {
    return new LedgerError('CANNOT_OPEN', 'expected a ledger this process may read and write, found none', {
      cause,
    })
  }
  return new LedgerError('FAILED', `the ledger's database refused a statement (${code})`, { cause })
}
