// The retailer's systems, with rude doors before the ERP and the payment provider, in a process that outlives the product.

import { runSandbox } from '../../sandbox/run.ts'
import { stream } from '../../sandbox/world/random.ts'
import { worldOf } from './goods.ts'
import { openRudeDoor, type Rudeness, type Suffered } from './rude-door.ts'

/** What it is started with. */
export interface SystemsOrder {
  readonly seed: number
  /** ISO. */
  readonly now: string
  readonly folder: string
  readonly ports: Readonly<Record<'erp' | 'crm' | 'pim' | 'psp' | 'issuer', number>>
  readonly doors: Readonly<Record<'erp' | 'psp', number>>
}

/** What it is told while it runs: how the doors behave, or that an order leaves. */
export type SystemsCommand =
  | { readonly rudeness: Readonly<Record<'erp' | 'psp', Rudeness | null>> }
  | { readonly deliver: string }

/** What it says. */
export type SystemsWord =
  /** Where they tell of the calls they got. */
  | { readonly adminUrls: Readonly<Record<'erp' | 'psp', string>> }
  | { readonly suffered: Readonly<Record<'erp' | 'psp', Suffered>> }

const { seed, now, folder, ports, doors }: SystemsOrder = JSON.parse(process.argv[2] ?? '{}')
const sandbox = await runSandbox({ world: worldOf(seed, now), folder, ports })
const [erp, psp] = await Promise.all([
  openRudeDoor(doors.erp, ports.erp, stream(seed, 'erp door')),
  openRudeDoor(doors.psp, ports.psp, stream(seed, 'psp door')),
])
const say = (word: SystemsWord) => void process.send?.(word)

process.on('message', (command: SystemsCommand) => {
  if ('deliver' in command) {
    sandbox.served.erp.advance({ order: command.deliver, to: 'DELIVERED' })
    return
  }
  erp.behave(command.rudeness.erp)
  psp.behave(command.rudeness.psp)
  say({ suffered: { erp: erp.suffered, psp: psp.suffered } })
})
process.on('disconnect', () => process.exit(0))
say({ adminUrls: { erp: sandbox.served.erp.adminUrl, psp: sandbox.served.psp.adminUrl } })
