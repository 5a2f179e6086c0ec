import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run, type Server, serve, untilReady } from '../../services/programs.ts'
import { MODULES, TRYTOND, TRYTOND_ADMIN } from './programs.ts'

/** The administrator's password, in a database of our own that nobody else reaches. */
export const ADMIN = { user: 'admin', password: 'admin' } as const

export interface TrytondOptions {
  readonly folder: string
  readonly database: string
  readonly postgresPort: number
  readonly port: number
}

/** Tryton's server, stopped until it is started. */
export interface Trytond {
  readonly url: string
  /** Makes the tables of the modules in an empty database, and the administrator. */
  initialise(): Promise<void>
  /** Resolves when it answers. */
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Configures a server on the loopback. Work Tryton leaves to a worker stays undone, because there is none: who fills
 * the database presses the buttons when it is worth it, once for each sale and not after every step.
 */
export async function createTrytond({
  folder,
  database,
  postgresPort,
  port,
}: TrytondOptions): Promise<Trytond> {
  const config = join(folder, 'trytond.conf')
  const passwordFile = join(folder, 'password')
  const web = join(folder, 'web')
  const url = `http://127.0.0.1:${port}`
  await mkdir(web)
  await writeFile(passwordFile, ADMIN.password)
  await writeFile(
    config,
    `[database]
uri = postgresql://tryton@127.0.0.1:${postgresPort}/
[web]
listen = 127.0.0.1:${port}
root = ${web}
[password]
length = 4
[cache]
clean_timeout = 0
[queue]
worker = true
`,
  )
  let server: Server | null = null

  async function start(): Promise<void> {
    server = await serve(TRYTOND, ['-c', config, '-d', database], { log: join(folder, 'trytond.log') })
    await untilReady(() => answers(url, database), 'trytond')
  }

  return {
    url,
    start,
    initialise: async () => {
      const args = ['-c', config, '-d', database, '-u', ...MODULES, '--activate-dependencies']
      await run(TRYTOND_ADMIN, [...args, '--email', 'admin@example.com'], {
        env: { TRYTONPASSFILE: passwordFile },
      })
    },
    stop: async () => {
      await server?.stop()
      server = null
    },
  }
}

/** A wrong sign-in is an answer too: it needs the database and every module loaded. */
async function answers(url: string, database: string): Promise<void> {
  const body = JSON.stringify({
    id: 1,
    method: 'common.db.login',
    params: ['nobody', { password: '' }, 'en'],
  })
  const headers = { 'content-type': 'application/json' }
  const { status } = await fetch(`${url}/${database}/`, { method: 'POST', headers, body })
  if (status !== 401) throw new Error(`expected 401, found ${status}`)
}
