import type { z } from 'zod'
import { nearest } from '../nearest.ts'
import type { KnownAdapter } from './config.ts'
import type { ConfigDocument } from './document.ts'
import { wrongDocuments } from './documents-check.ts'
import { wrongIssuers } from './identity-check.ts'
import { type Path, type Problem, pathText } from './problem.ts'
import type { configShape } from './shape.ts'

export interface CrossChecked {
  readonly file: string
  readonly document: ConfigDocument
  readonly config: z.output<typeof configShape>
  readonly adapters: Readonly<Record<string, KnownAdapter>>
}

type Found = readonly [path: Path, message: string]

/** What no single key can tell: names that must be declared elsewhere, ports that must be served, codes used twice. */
export function crossCheck(checked: CrossChecked): Problem[] {
  const { file, document, config } = checked
  const found = [
    ...wrongAdapters(checked),
    ...wrongAnswers(checked),
    ...wrongStores(checked),
    ...wrongLocale(checked),
    ...wrongDocuments(config, (name) => unknownName('issuer', name, Object.keys(config.issuers))),
    ...wrongIssuers(config, (name) => unknownName('system', name, Object.keys(config.systems))),
  ]
  return found.map(([path, message]) => ({
    where: file,
    position: document.at(path),
    path: pathText(path),
    message,
  }))
}

function wrongAdapters({ config, adapters }: CrossChecked): Found[] {
  return Object.entries(config.systems).flatMap(([name, { adapter }]): Found[] => {
    if (Object.hasOwn(adapters, adapter)) return []
    return [[['systems', name, 'adapter'], unknownName('adapter', adapter, Object.keys(adapters))]]
  })
}

function wrongAnswers(checked: CrossChecked): Found[] {
  return Object.entries(checked.config.answers).flatMap(([port, names]) =>
    names.flatMap((name, index): Found[] => {
      const message =
        names.indexOf(name) < index
          ? `expected each system once; found ${name} again`
          : wrongAnswerer(checked, port, name)
      return message === null ? [] : [[['answers', port, index], message]]
    }),
  )
}

function wrongAnswerer({ config, adapters }: CrossChecked, port: string, name: string): string | null {
  if (!Object.hasOwn(config.systems, name)) return unknownName('system', name, Object.keys(config.systems))
  const adapter = config.systems[name]?.adapter ?? ''
  const serves: readonly string[] | undefined = adapters[adapter]?.ports
  if (!serves || serves.includes(port)) return null
  return `expected a system that serves ${port}; found ${name}: ${adapter} serves ${serves.join(', ')}`
}

function wrongStores({ config }: CrossChecked): Found[] {
  const declared = Object.keys(config.systems)
  const codes = config.stores.map(({ code }) => code)
  return config.stores.flatMap(({ code, records }, index): Found[] => {
    const twice: Found[] =
      codes.indexOf(code) < index
        ? [[['stores', index, 'code'], `expected a code of its own; found ${JSON.stringify(code)} again`]]
        : []
    const unknown = Object.keys(records)
      .filter((name) => !declared.includes(name))
      .map((name): Found => [['stores', index, 'records', name], unknownName('system', name, declared)])
    return [...twice, ...unknown]
  })
}

function wrongLocale({ config: { retailer } }: CrossChecked): Found[] {
  if (retailer.locales.includes(retailer.defaultLocale)) return []
  const message = `expected one of retailer.locales (${retailer.locales.join(', ')}); found ${JSON.stringify(retailer.defaultLocale)}`
  return [[['retailer', 'defaultLocale'], message]]
}

function unknownName(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known)
  const choice = known.length > 0 ? `one of ${[...known].sort().join(', ')}` : 'one, but none is declared'
  return `unknown ${what} ${JSON.stringify(name)}; ${meant ? `did you mean ${meant}?` : `expected ${choice}`}`
}
