import type { Config } from '../../gateway/config/config.ts'
import type { World } from '../../sandbox/world/types.ts'
import type { SeenNull } from './nulls.ts'

/** What really is: the world the systems are views of, what the retailer configured, and the key its ids are made with. */
export interface Truth {
  readonly world: World
  readonly config: Config
  readonly idKey: string
}

/**
 * For each field that may be null without an error: whether there is no such value. Told from the world, the configuration and
 * the keys of the objects around the null, never from another answer.
 */
export type WhyNull = Readonly<Record<string, (seen: SeenNull, truth: Truth) => boolean>>

/** The key of the nearest object of a type around a null, as `withKeys` asked for it. */
export function keyOf({ around }: SeenNull, type: string, key: string): unknown {
  return around.find((one) => one.type === type)?.object[`key_${key}`]
}
