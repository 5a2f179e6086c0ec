import { existsSync } from 'node:fs'
import { postgresFolder } from '../../services/programs.ts'

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

/** What a real Tryton needs and this machine lacks, with how to get it, in one line; null when all is there. */
export function missingForTryton(): string | null {
  const missing = [
    ...[TRYTOND, TRYTOND_ADMIN].filter((program) => !existsSync(program)),
    ...(postgresFolder() === null ? ['PostgreSQL'] : []),
    ...MODULES.filter((module) => !existsSync(`${MODULES_FOLDER}/${module}`)),
  ]
  return missing.length === 0 ? null : `a real Tryton needs ${missing.join(', ')}: ${INSTALL}`
}
