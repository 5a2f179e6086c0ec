import { type CustomerId, isIdOf } from '../adapters/ids.ts'
import { SCOPE_NAMES } from '../schema/scopes.ts'
import type { Viewer } from '../subgraphs/viewer.ts'
import { CommandError } from './commands/io.ts'
import type { Config } from './config/config.ts'
import type { SandboxFacts } from './parts.ts'

/** Everybody, until there are tokens: who `dev.viewer` names, with every scope. */
export function viewerOf(config: Config, facts: SandboxFacts | null): Viewer {
  const customerId = customerOf(config, facts)
  return {
    kind: 'STAFF',
    subject: 'dev/viewer',
    scopes: SCOPE_NAMES,
    customerId,
    store: null,
    orderToken: null,
  }
}

/** The configured viewer; a text that is no customer's id would never be found, so it is refused at once. */
function customerOf({ dev }: Config, facts: SandboxFacts | null): CustomerId | null {
  if (!dev) return null
  const { customerId, sample } = dev.viewer
  const id = sample && facts ? facts.samples[sample].customerId : customerId
  if (id === undefined) return null
  if (isIdOf('customer', id)) return id as CustomerId
  throw new CommandError(
    "expected dev.viewer.customerId to be a customer's id, cus_ and 26 characters; found another text",
  )
}
