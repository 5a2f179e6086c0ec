import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const INSTALL =
  'apt-get install -y --no-install-recommends postgresql tryton-server tryton-server-postgresql ' +
  'tryton-modules-party tryton-modules-product tryton-modules-stock tryton-modules-sale ' +
  'tryton-modules-account-invoice tryton-modules-account-invoice-stock'

const MODULES_FOLDER = '/usr/lib/python3/dist-packages/trytond/modules'

/** Modules the world is kept in; Tryton adds those they need. */
export const MODULES = [
  'party',
  'product',
  'stock',
  'sale',
  'account_invoice',
  'account_invoice_stock',
] as const

/** Where Debian puts the programs. */
export const TRYTOND = '/usr/bin/trytond'
export const TRYTOND_ADMIN = '/usr/bin/trytond-admin'

/** The folder of the newest installed PostgreSQL's programs; null without one. */
export function postgresFolder(root = '/usr/lib/postgresql'): string | null {
  if (!existsSync(root)) return null
  const [newest] = readdirSync(root).sort((left, right) => Number(right) - Number(left))
  return newest && existsSync(`${root}/${newest}/bin/initdb`) ? `${root}/${newest}/bin` : null
}

/** What a real Tryton needs and this machine lacks, with how to get it, in one line; null when all is there. */
export function missingForTryton(): string | null {
  const missing = [
    ...[TRYTOND, TRYTOND_ADMIN].filter((program) => !existsSync(program)),
    ...(postgresFolder() === null ? ['PostgreSQL'] : []),
    ...MODULES.filter((module) => !existsSync(`${MODULES_FOLDER}/${module}`)),
  ]
  return missing.length === 0 ? null : `a real Tryton needs ${missing.join(', ')}: ${INSTALL}`
}

/** Whose identity a program runs under; PostgreSQL refuses to be root. */
export interface Identity {
  readonly uid?: number
  readonly gid?: number
}

/** The user postgres when we are root, else ourselves. */
export function postgresIdentity(): Identity {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export interface RunOptions extends Identity {
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a program to its end. Rejects with the last lines it wrote when it fails. */
export function run(program: string, args: readonly string[], { env = {}, ...identity }: RunOptions = {}) {
  return new Promise<string>((resolve, reject) => {
    const child = spawn(program, args, {
      ...identity,
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let written = ''
    const keep = (chunk: Buffer) => {
      written += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(written)
      else reject(new Error(`${program} ended with ${code}: ${written.slice(-2_000)}`))
    })
  })
}
