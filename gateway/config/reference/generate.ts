import { keepGenerated } from '../../../schema/keep-generated.ts'
import { thisBuild } from '../../this-build.ts'
import { configurationPage } from './page.ts'

/** Writes `docs/configuration.md`; with `--check` it writes nothing and fails when the page is another. */
const page = new URL('../../../docs/configuration.md', import.meta.url)
keepGenerated([[page, configurationPage(thisBuild.adapters)]], {
  from: 'the configuration’s shape',
  check: process.argv.includes('--check'),
})
