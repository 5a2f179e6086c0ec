import type { Random } from '../../sandbox/world/random.ts'
import { type Attempt, type AttemptTools, attemptOne, newAttempt } from './attempt.ts'
import { draw, drawing, type Goods } from './goods.ts'
import { GaveUp } from './graph-client.ts'
import type { Tokens } from './questions.ts'

export interface WritersOptions extends Omit<AttemptTools, 'done'> {
  readonly seed: number
  readonly goods: Goods
  readonly tokens: Tokens
}

/** Shoppers who order again and again. */
export interface Writers {
  /** Lets them end what they are at; what they wanted and were told. Throws what no client should see. */
  end(): Promise<{ readonly attempts: readonly Attempt[]; readonly operations: number }>
}

/** Starts so many, side by side; a quarter of what they order is for shoppers who are known, the rest for guests. */
export function startWriters(count: number, { seed, goods, tokens, ...tools }: WritersOptions): Writers {
  const attempts: Attempt[] = []
  // Who was refused has still a cart that is not empty.
  const shoppers = tokens.shoppers.slice(0, -1)
  let operations = 0
  let isEnding = false
  const done = () => {
    operations += 1
  }
  const writeOne = async (mark: string, random: Random) => {
    const attempt = newAttempt(mark, draw(goods, random))
    attempts.push(attempt)
    const token = random.chance(0.25) ? shoppers.shift() : undefined
    const headers: Readonly<Record<string, string>> =
      token === undefined ? {} : { authorization: `Bearer ${token}` }
    await attemptOne({ ...tools, done }, { headers, random }, attempt).catch((error: unknown) => {
      if (!(error instanceof GaveUp)) throw error
    })
    if (token !== undefined && attempt.fate.told === 'ACKNOWLEDGED') shoppers.push(token)
  }
  const write = async (writer: number) => {
    const random = drawing(seed, 'writer', writer)
    for (let turn = 0; !isEnding; turn++) await writeOne(`${writer * 10_000 + turn} rue torture`, random)
  }
  const writing = Promise.all(Array.from({ length: count }, (_, writer) => write(writer)))
  // It is heard at the end.
  writing.catch(() => {
    isEnding = true
  })
  return {
    async end() {
      isEnding = true
      await writing
      return { attempts, operations }
    },
  }
}
