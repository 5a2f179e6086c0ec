import type { Clock } from '../../adapters/time.ts'
import { readAmount, readCurrency, readFields, readText } from './body.ts'
import type { Book } from './book.ts'
import { type Payment, renderPayment } from './payment.ts'
import { malformed, missing, Problem } from './problem.ts'

/** One merchant at the provider. */
export interface Merchant {
  readonly book: Book
  readonly clock: Clock
}

/** Most payments in one answer, and most ids in one question. */
const PAGE = 100

/** What is read: the account, one payment, some by id or by the merchant's reference, or all, newest first. */
export function read({ book, clock }: Merchant, { pathname, searchParams }: URL): unknown {
  if (pathname === '/v1/account') {
    return { id: 'acc_maisoncouture', object: 'account', api_version: '2026-03-01', livemode: false }
  }
  if (pathname === '/v1/payments') return list({ book, clock }, searchParams)
  const payment = book.find(idIn(pathname, /^\/v1\/payments\/(pay_\w+)$/))
  if (!payment) throw missing()
  return renderPayment(payment, clock)
}

function list({ book, clock }: Merchant, query: URLSearchParams): unknown {
  const unknown = [...query.keys()].filter(
    (name) => !['ids', 'merchant_references', 'limit', 'after'].includes(name),
  )
  if (unknown.length > 0) throw malformed('Expected ids or merchant_references, or limit and after.')
  const items = (found: readonly Payment[], more: boolean) => ({
    object: 'list',
    items: found.map((payment) => renderPayment(payment, clock)),
    has_more: more,
  })
  const [ids, references] = [query.get('ids'), query.get('merchant_references')]
  if (ids !== null) {
    const wanted = new Set(keysIn(ids))
    if ([...wanted].some((id) => !/^pay_[0-9A-Za-z]{22}$/.test(id))) {
      throw malformed('Expected ids of payments: pay_ and 22 letters and digits.')
    }
    return items(
      newestOf(book, ({ id }) => wanted.has(id)),
      false,
    )
  }
  if (references !== null) {
    const wanted = new Set(keysIn(references))
    return items(
      newestOf(book, (payment) => wanted.has(payment.merchantReference ?? '')),
      false,
    )
  }
  const limit = Number(query.get('limit') ?? 20)
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= PAGE)) {
    throw malformed(`Expected limit from 1 to ${PAGE}.`)
  }
  const rest = behind(book.newest(), query.get('after'))
  return items(rest.slice(0, limit), rest.length > limit)
}

function keysIn(text: string): readonly string[] {
  const keys = text.split(',')
  if (keys.length <= PAGE && keys.every((key) => key !== '')) return keys
  throw malformed(`Expected 1 to ${PAGE} keys with commas between them.`)
}

function newestOf(book: Book, isWanted: (payment: Payment) => boolean): readonly Payment[] {
  return book.newest().filter(isWanted)
}

function behind(payments: readonly Payment[], after: string | null): readonly Payment[] {
  if (after === null) return payments
  const at = payments.findIndex(({ id }) => id === after)
  if (at === -1) throw malformed('Expected after to be the id of a payment.')
  return payments.slice(at + 1)
}

/** What is changed: `captures`, `voids` and `refunds` of a payment. */
export function change({ book, clock }: Merchant, path: string, body: ChangeBody): unknown {
  const [, id = '', what = ''] = /^\/v1\/payments\/(pay_\w+)\/(captures|voids|refunds)$/.exec(path) ?? []
  if (what === '') throw missing()
  const takes = what === 'voids' ? ['reference'] : ['amount', 'currency', 'reference']
  const fields = readFields(body.contentType, body.text, takes)
  const asked = {
    id,
    amount: readAmount(fields),
    currency: readCurrency(fields),
    reference: readText(fields, 'reference', 300),
  }
  if ((asked.amount === null) !== (asked.currency === null)) {
    throw malformed('Expected amount and currency together, or neither for all that is left.')
  }
  const done = { captures: book.capture, voids: book.void, refunds: book.refund }[what as 'voids'](asked)
  return renderPayment(done, clock)
}

interface ChangeBody {
  readonly contentType: string | null
  readonly text: string
}

/** Which methods a path takes; none where there is no such path. */
function methodsOf(path: string): readonly string[] {
  if (/^\/v1\/(account|payments|payments\/pay_\w+)$/.test(path)) return ['GET']
  return /^\/v1\/payments\/pay_\w+\/(captures|voids|refunds)$/.test(path) ? ['POST'] : []
}

/** Throws a `Problem` unless the path is there and takes the method. */
export function checkMethod(method: string, path: string): void {
  const methods = methodsOf(path)
  if (methods.length === 0) throw missing()
  if (methods.includes(method)) return
  const allow = methods.join(', ')
  throw new Problem(405, 'method_not_allowed', `Expected ${allow}.`, { allow })
}

function idIn(path: string, pattern: RegExp): string {
  return pattern.exec(path)?.[1] ?? ''
}
