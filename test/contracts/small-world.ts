import { createWorld } from '../../sandbox/world/world.ts'

/** The world every contract runs over: small, fixed, the same everywhere. */
export const world = createWorld({ seed: 1, size: 40, now: new Date('2026-06-15T10:00:00Z') })

/** The time it is while contracts run: that of the world. */
export const clock = () => world.now

/** A port opened over the small world. */
export interface Opened<P> {
  readonly port: P
  /** The source's configured name, which every read carries. */
  readonly source: string
  close(): Promise<void>
}
