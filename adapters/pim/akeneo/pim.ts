import type { Clock } from '../../time.ts'
import type { AkeneoClient } from './client.ts'
import type { AkeneoOptions } from './options.ts'
import type { Structure } from './structure.ts'

/** What every read of one PIM works with. */
export interface Pim {
  readonly source: string
  readonly clock: Clock
  readonly client: AkeneoClient
  readonly structure: Structure
  readonly options: AkeneoOptions
}
