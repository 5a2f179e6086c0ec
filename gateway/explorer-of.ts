import type { Clock } from '../adapters/time.ts'
import type { Config } from './config/config.ts'
import { readOperations } from './example-operations.ts'
import { explorerFolder, operationsFolder } from './files.ts'
import type { ExplorerOptions } from './http/explorer-pages.ts'
import type { Parts } from './parts.ts'
import { sandboxIssuerIn } from './refused.ts'

/** The explorer of a configuration. Over the sandbox its visitors may act as the sandbox's people; over nothing else. */
export function explorerOf(
  config: Config,
  { parts: { sandbox }, clock }: { readonly parts: Parts; readonly clock: Clock },
): ExplorerOptions {
  const pages = { folder: explorerFolder(), operations: readOperations(operationsFolder) }
  const isSandbox = config.sandbox && sandboxIssuerIn(config, sandbox.issuers) !== null
  return isSandbox ? { ...pages, people: sandbox.people(config, clock) } : pages
}
