import type { z } from 'zod'
import type { PortName, SystemKind } from '../../adapters/source.ts'
import type { configShape } from './shape.ts'

/** What the configuration must know of an adapter; the entries of `adapters/registry.ts` fit. */
export interface KnownAdapter {
  readonly kind: SystemKind
  /** Checks a system's own keys: everything beside `adapter`. */
  readonly options: z.ZodType
  /** The ports the product can serve; without them that check waits until the estate is built. */
  readonly ports?: readonly PortName[]
}

/** One configured system. */
export interface SystemConfig {
  /** The adapter's name in the registry: `erp/sap`. */
  readonly adapter: string
  /** As the adapter's own shape returned them. */
  readonly options: unknown
}

/** A validated `couture.yaml`, with defaults in place and flags and environment applied. */
export interface Config extends Omit<z.output<typeof configShape>, 'systems'> {
  readonly systems: Readonly<Record<string, SystemConfig>>
  /** Every secret in it, for the log to leave out. */
  readonly secrets: readonly string[]
}
