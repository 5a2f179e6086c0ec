import { readFileSync } from 'node:fs'

/** What a process has used so far. */
export interface Usage {
  /** User and system time of all its threads, milliseconds. */
  readonly cpuMs: number
  /** Resident now, MB of 1,048,576 bytes. */
  readonly residentMb: number
  /** Most that was resident at once. */
  readonly peakMb: number
}

/** The kernel counts in hundredths of a second towards programs, whatever its own clock (USER_HZ; `man 5 proc`). */
const TICK_MS = 10

/** What a running process of this machine has used; Linux only. Throws for one that has ended. */
export function usageOf(pid: number): Usage {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return { cpuMs: cpuMsIn(readFileSync(`/proc/${pid}/stat`, 'utf8')), ...memoryIn(status) }
}

/** User and system time in the text of `/proc/PID/stat`, milliseconds. */
export function cpuMsIn(stat: string): number {
  // The second field is the program's name in brackets, and may hold spaces and brackets itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [user, system] = [Number(fields[11]), Number(fields[12])]
  if (!Number.isFinite(user + system)) throw new Error('expected utime and stime as fields 14 and 15')
  return (user + system) * TICK_MS
}

/** Resident and largest resident size in the text of `/proc/PID/status`. */
export function memoryIn(status: string): Pick<Usage, 'residentMb' | 'peakMb'> {
  const megabytes = (name: string) => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]
    if (found === undefined) throw new Error(`expected a line ${name} in kB`)
    return Number(found) / 1_024
  }
  return { residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') }
}

/** What several processes have used together. */
export function together(usages: readonly Usage[]): Usage {
  const sum = (of: (usage: Usage) => number) => usages.reduce((total, usage) => total + of(usage), 0)
  return {
    cpuMs: sum(({ cpuMs }) => cpuMs),
    residentMb: sum(({ residentMb }) => residentMb),
    peakMb: sum(({ peakMb }) => peakMb),
  }
}
