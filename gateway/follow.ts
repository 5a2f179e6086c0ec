import type { Config } from './config/config.ts'
import { keepFixed } from './config/fixed.ts'
import type { Readiness } from './http/health.ts'
import type { Log } from './log.ts'
import type { Secrets } from './operations/scrub.ts'
import type { Outside } from './outside.ts'
import { followFiles, type ReloadPace, type Reloads } from './reload.ts'

/** The files a process runs on, and how its configuration is read from them. */
export interface Follow {
  readonly files: readonly string[]
  /** Reads and checks the configuration. Throws a `ConfigError`. */
  load(): Config
  readonly pace?: ReloadPace
}

interface Followed {
  /** For `/ready`: whether what runs is what the files say. */
  notes(): Readiness['checks']
  /** Begins; `replace` puts a new configuration into service or throws why not. Answers with what ends it. */
  start(replace: (next: Config) => Promise<void>): () => Promise<void>
}

interface FollowTools {
  readonly follow: Follow | undefined
  readonly log: Log
  /** What the log never shows; a new configuration's are learnt before anything is done with it. */
  readonly secrets: Pick<Secrets, 'learn'>
  readonly outside: Outside
}

/** Keeps a process on its files: takes what can change while it runs, and logs by name what waits for a restart. */
export function followed(running: Config, { follow, log, secrets, outside }: FollowTools): Followed {
  let reloads: Reloads | null = null
  return {
    notes: () => ({ configuration: !reloads?.refused() }),
    start(replace) {
      if (!follow) return async () => {}
      const { files, pace } = follow
      const load = async () => {
        const { config, waiting } = keepFixed(running, follow.load())
        secrets.learn(config.secrets)
        await replace(config)
        if (waiting.length > 0) log.warn('reload.needs-restart', { keys: waiting })
      }
      const following = followFiles({ files, load, log, onAsked: outside.onReloadAsked, pace })
      reloads = following
      return following.close
    },
  }
}
