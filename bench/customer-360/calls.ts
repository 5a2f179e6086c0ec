import { z } from 'zod'
import { ADMIN_PATH } from '../../sandbox/serve/admin.ts'

/** How many calls each system of the sandbox got. */
export type Calls = Readonly<Record<string, number>>

const counted = z.array(z.unknown())

/** Forgets, does the work, and says what each system was asked meanwhile: a system's own count, by its admin API. */
export async function callsOf(
  systems: Readonly<Record<string, number>>,
  work: () => Promise<void>,
): Promise<Calls> {
  const offices = Object.entries(systems).map(
    ([name, port]) => [name, `http://127.0.0.1:${port + 1_000}${ADMIN_PATH}calls`] as const,
  )
  for (const [, office] of offices) await fetch(office, { method: 'DELETE' })
  await work()
  const counts = offices.map(async ([name, office]) => {
    const response = await fetch(office)
    return [name, counted.parse(await response.json()).length] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}
