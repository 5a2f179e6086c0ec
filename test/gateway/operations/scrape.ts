/** One line of Prometheus' text format. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** Asks a metrics port. */
export async function scrape(url: string): Promise<readonly Sample[]> {
  const response = await fetch(`${url}/metrics`)
  if (response.status !== 200) throw new Error(`expected 200 of ${url}/metrics, found ${response.status}`)
  return samplesOf(await response.text())
}

/** Reads the text format; throws on a line that is none of it. */
export function samplesOf(text: string): readonly Sample[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => {
    const [, name = '', braces = '', value = ''] = /^([a-z\d_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
    if (name === '') throw new Error(`expected a sample, found ${line}`)
    const labels = [...braces.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', text = '']) => [
      key,
      text,
    ])
    return { name, labels: Object.fromEntries(labels), value: Number(value) }
  })
}

/** The sum over every sample of a name whose labels are these. */
export function sum(
  samples: readonly Sample[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const wanted = Object.entries(labels)
  return samples
    .filter((one) => one.name === name && wanted.every(([key, value]) => one.labels[key] === value))
    .reduce((total, { value }) => total + value, 0)
}
