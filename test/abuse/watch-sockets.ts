import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import net from 'node:net'
import { argv } from 'node:process'
import { workerData } from 'node:worker_threads'

/**
 * Loaded before anything else in a process (`--import`), and so in each of its worker threads: writes down, one JSON line each,
 * everything that leaves the process over a network or is about to, and who was asked for.
 */
const file = argv.find((one) => one.startsWith('--watch='))?.slice('--watch='.length) ?? null

const note = (what: string, target: unknown) => {
  if (file !== null)
    appendFileSync(file, `${JSON.stringify({ what, target, isWorker: workerData !== null })}\n`)
}

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function watched(this: net.Socket, ...args: unknown[]) {
  // Node's own `net.connect` hands over its arguments as one list.
  const [first] = Array.isArray(args[0]) ? args[0] : args
  const { host, path } = Object(first)
  note('connect', typeof first === 'number' ? (args[1] ?? 'localhost') : (path ?? host ?? 'localhost'))
  return Reflect.apply(connect, this, args)
}

const { send } = dgram.Socket.prototype
dgram.Socket.prototype.send = function watched(this: dgram.Socket, ...args: unknown[]) {
  note(
    'send',
    args.filter((one) => typeof one === 'string'),
  )
  return Reflect.apply(send, this, args)
}

for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveTxt', 'resolveSrv'] as const) {
  const real: unknown = dns[name]
  Reflect.set(dns, name, (...args: unknown[]) => {
    note(name, args[0])
    return typeof real === 'function' ? Reflect.apply(real, dns, args) : undefined
  })
}
