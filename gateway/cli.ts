#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { runCli } from './commands/program.ts'
import { FILE_VARIABLE } from './config/overrides.ts'
import { createActions } from './main.ts'
import { thisBuild } from './this-build.ts'

const io = {
  out: (text: string) => void process.stdout.write(text),
  tell: (text: string) => void process.stderr.write(text),
}

// Who reads us may stop reading (`couture compose | head`); that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

/** The first signal asks to stop in good order; the second does not ask. */
const stopAsked = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1))
      resolve()
    })
  }
})

/** SIGHUP asks to read the files again, for the commands that can; the others end by it, as always. */
const onReloadAsked = (listener: () => void) => {
  process.on('SIGHUP', listener)
  return () => void process.off('SIGHUP', listener)
}

process.exitCode = await runCli(process.argv.slice(2), {
  actions: createActions(thisBuild, {
    env: process.env,
    io,
    clock: () => new Date(),
    stopAsked,
    onReloadAsked,
  }),
  io,
  version: version(),
  defaultConfig: process.env[FILE_VARIABLE] || 'couture.yaml',
})

/** The package's version, from the manifest beside the sources or one folder above the built ones. */
function version(): string {
  for (const manifest of ['../package.json', '../../package.json']) {
    try {
      const parsed: unknown = JSON.parse(readFileSync(new URL(manifest, import.meta.url), 'utf8'))
      if (typeof parsed === 'object' && parsed && 'version' in parsed) return String(parsed.version)
    } catch {
      // The other place is tried next.
    }
  }
  return 'unknown'
}
