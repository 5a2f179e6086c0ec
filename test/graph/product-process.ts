import { readFileSync } from 'node:fs'
import { loadConfig } from '../../gateway/config/load.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { startUp } from '../../gateway/up.ts'

// The product in a process of its own, to be killed: `FILE AHEAD`, where AHEAD is how many milliseconds its clock is ahead of ours. Says
// its URL to whoever started it.
const [file = '', ahead = '0'] = process.argv.slice(2)
const clock = () => new Date(Date.now() + Number(ahead))
const config = loadConfig({
  file,
  text: readFileSync(file, 'utf8'),
  env: {},
  adapters: thisBuild.adapters,
})
const { url } = await startUp(config, {
  parts: thisBuild,
  outside: {
    env: {},
    io: { out: () => {}, tell: () => {} },
    clock,
    stopAsked: new Promise<void>(() => {}),
  },
})
process.send?.(url)
