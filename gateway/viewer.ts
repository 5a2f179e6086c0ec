import { type CustomerId, isIdOf } from '../adapters/ids.ts'
import { CommandError } from './commands/io.ts'
import type { Config } from './config/config.ts'
import type { SandboxFacts } from './parts.ts'

/** The configured viewer; a text that is no customer's id would never be found, so it is refused at once. */
export function viewerOf({ dev }: Config, facts: SandboxFacts | null): CustomerId | null {
  if (!dev) return null
  const { customerId, sample } = dev.viewer
  const id = sample && facts ? facts.samples[sample].customerId : customerId
  if (id === undefined) return null
  if (isIdOf('customer', id)) return id as CustomerId
  throw new CommandError(
    "expected dev.viewer.customerId to be a customer's id, cus_ and 26 characters; found another text",
  )
}
