import type { Config } from './config/config.ts'
import { createLog, type Log } from './log.ts'
import { createSecrets, type Secrets } from './operations/scrub.ts'
import type { Outside } from './outside.ts'

/** The log of a process of this configuration, and the secrets it never shows: those of a next configuration are to be learnt. */
export function openLog(
  { log: { level }, secrets: known }: Config,
  { clock, logTo }: Outside,
): { readonly log: Log; readonly secrets: Secrets } {
  const secrets = createSecrets(known)
  return { secrets, log: createLog({ level, clock, secrets, ...(logTo && { stream: logTo }) }) }
}
