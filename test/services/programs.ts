import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** The folder of the newest installed PostgreSQL's programs; null without one. */
export function postgresFolder(root = '/usr/lib/postgresql'): string | null {
  if (!existsSync(root)) return null
  const [newest] = readdirSync(root).sort((left, right) => Number(right) - Number(left))
  return newest && existsSync(`${root}/${newest}/bin/initdb`) ? `${root}/${newest}/bin` : null
}

/** The first of these files that is there; null for none. */
export function firstProgram(...paths: readonly string[]): string | null {
  return paths.find((path) => existsSync(path)) ?? null
}

/** Whose identity a program runs under; database servers refuse to be root. */
export interface Identity {
  readonly uid?: number
  readonly gid?: number
}

/** A service's own user when we are root, else ourselves. */
export function identityOf(user: 'postgres' | 'mysql'): Identity {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
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

/** A server that runs until it is stopped, and never longer than this process. */
export interface Server {
  readonly pid: number
  /** Ends it by a signal and waits until it has gone. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

export interface ServerOptions extends Identity {
  /** What it writes goes to the end of this file. */
  readonly log: string
  /** How it is ended when this process ends. @default SIGKILL */
  readonly signal?: NodeJS.Signals
}

/** Starts a server; it may not answer yet. */
export async function serve(
  program: string,
  args: readonly string[],
  { log, signal = 'SIGKILL', ...identity }: ServerOptions,
): Promise<Server> {
  const file = await open(log, 'a')
  const server = spawn(program, args, { ...identity, cwd: '/', stdio: ['ignore', file.fd, file.fd] })
  const ended = once(server, 'close')
  const kill = () => server.kill(signal)
  process.once('exit', kill)
  await file.close()
  return {
    pid: server.pid ?? 0,
    stop: async (by = signal) => {
      process.off('exit', kill)
      if (server.exitCode === null && server.signalCode === null) server.kill(by)
      await ended
    },
  }
}

/** Asks until the answer is no failure; gives up after a minute. */
export async function untilReady(ask: () => Promise<unknown>, what: string): Promise<void> {
  let failure: unknown
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      await ask()
      return
    } catch (error) {
      failure = error
      await wait(100)
    }
  }
  throw new Error(`${what} did not answer within a minute`, { cause: failure })
}

/** The processes that a process has started and that have not ended. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const listed = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return listed.split(' ').filter(Boolean).map(Number)
}

/** Kills a process that may have ended already, and waits until it has. */
export async function killed(pid: number): Promise<void> {
  while (await isRunning(pid)) {
    process.kill(pid, 'SIGKILL')
    await wait(10)
  }
}

/** One that has ended may be listed until its parent has asked how. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return stat !== null && !stat.slice(stat.lastIndexOf(')')).startsWith(') Z')
}
