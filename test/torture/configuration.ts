import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLIENTS_WITHOUT_END } from '../graph/endless-budgets.ts'

/** Where a run's systems, ledger and cache are. */
export interface Where {
  readonly folder: string
  /** The ports by which the graph reaches the systems: the rude doors' where there is one. */
  readonly ports: Readonly<Record<'erp' | 'crm' | 'pim' | 'psp' | 'issuer', number>>
  /** `postgres://`; null for SQLite. */
  readonly ledgerUrl: string | null
  /** `redis://`; null for memory. */
  readonly cacheUrl: string | null
}

/** Longest time for a write in the ERP, and after how long one that was not answered is hardly carried out any more. */
const WRITE_MS = 1_500
export const SETTLE_SECONDS = 12
/** An ERP that is as rude as this one opens the breaker now and then, and who is not asked is not asked too early either. */
const BREAK_AFTER = 50

/** What the issuers call themselves here: the product trusts the sandbox's names only beside a sandbox of its own. */
export const ISSUERS = {
  accounts: { issuer: 'https://accounts.torture.invalid', audience: 'couture' },
  staff: { issuer: 'https://staff.torture.invalid', audience: 'couture' },
  partners: { issuer: 'https://partners.torture.invalid', audience: 'couture' },
} as const

const SECRETS = [
  'sandbox-sap',
  'sandbox-crm',
  'sandbox-pim',
  'sandbox-pim-user',
  'sandbox-psp',
  'sandbox-only-key-that-protects-nothing-real',
  'sandbox-only-secret-that-signs-nothing-real',
]

/** Where the product finds the secrets that its configuration names. */
export const ENVIRONMENT: Readonly<Record<string, string>> = Object.fromEntries(
  SECRETS.map((secret) => [variableOf(secret), secret]),
)

function variableOf(secret: string): string {
  return secret.toUpperCase().replaceAll('-', '_')
}

/** The committed configuration of the sandbox as a retailer would write it: the systems run elsewhere. */
export function configuration({ folder, ports, ledgerUrl, cacheUrl }: Where): string {
  const committed = readFileSync(new URL('../../couture.sandbox.yaml', import.meta.url), 'utf8')
  const cache = cacheUrl === null ? '' : `\ncache:\n  url: ${cacheUrl}\n`
  return committed
    .replace(/\nsandbox:\n(?: .*\n)+/, '\n')
    .replaceAll('.sandbox.invalid', '.torture.invalid')
    .replace(
      /: (sandbox-(?:sap|crm|pim-user|pim|psp|only-[a-z-]+))\b(?!-)/g,
      (_, secret: string) => `: "\${${variableOf(secret)}}"`,
    )
    .replace(
      'url: http://127.0.0.1:4201',
      `url: http://127.0.0.1:${ports.erp}\n    timeoutMs: 5000\n    breakAfter: ${BREAK_AFTER}`,
    )
    .replace("oneTimeCustomer: '99999',", `$& timeoutMs: ${WRITE_MS}, settleSeconds: ${SETTLE_SECONDS},`)
    .replace('url: http://127.0.0.1:4202', `url: http://127.0.0.1:${ports.crm}\n    timeoutMs: 5000`)
    .replace('url: http://127.0.0.1:4203', `url: http://127.0.0.1:${ports.pim}\n    timeoutMs: 5000`)
    .replace('http://127.0.0.1:4203/media', `http://127.0.0.1:${ports.pim}/media`)
    .replaceAll('127.0.0.1:4204', `127.0.0.1:${ports.issuer}`)
    .replace('url: http://127.0.0.1:4205', `url: http://127.0.0.1:${ports.psp}`)
    .replaceAll('var/sandbox/tills', join(folder, 'tills'))
    .replace(
      'file: var/sandbox/ledger.sqlite',
      ledgerUrl === null ? `file: ${join(folder, 'ledger.sqlite')}` : `url: ${ledgerUrl}`,
    )
    .concat(`${cache}\nlog:\n  level: info\nlimits:\n  requestBudgetMs: 20000\n${CLIENTS_WITHOUT_END}`)
}
