import type { Writable } from 'node:stream'
import type { Clock } from '../adapters/time.ts'
import type { Io } from './commands/io.ts'

/** What the process lends: everything that is not in a file. */
export interface Outside {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly io: Io
  readonly clock: Clock
  /** Where the log goes. @default standard output */
  readonly logTo?: Writable
  /** Resolves when the process is asked to stop. */
  readonly stopAsked: Promise<void>
  /** Calls the listener whenever the process is asked to read its files again; answers with what ends that. */
  readonly onReloadAsked?: (listener: () => void) => () => void
}
