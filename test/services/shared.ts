import { inject } from 'vitest'
import type { SharedServices } from './global-setup.ts'

/**
 * The server that the test files of this run share, started by the first that asks. A file keeps to databases or keys
 * of its own.
 */
export async function shared<Name extends keyof SharedServices>(name: Name): Promise<SharedServices[Name]> {
  const response = await fetch(`${inject('services')}/${name}`)
  const text = await response.text()
  if (!response.ok) throw new Error(`expected a shared ${name}; ${text}`)
  return JSON.parse(text) as SharedServices[Name]
}

/**
 * Whether tests with real services can run here: where something is missing they are skipped with one line that says
 * what and how to get it, or fail where they are required (`COUTURE_REQUIRE_SERVICES=1`).
 */
export function hasServices(isRequired: boolean, ...missing: readonly (string | null)[]): boolean {
  const lines = missing.filter((line) => line !== null)
  if (lines.length === 0) return true
  if (isRequired) throw new Error(lines.join('; '))
  for (const line of lines) process.stdout.write(`skipped: ${line}\n`)
  return false
}
