import { expect, it } from 'vitest'
import type { Misbehaviour } from '../../sandbox/server.ts'

/** A list that a system gives in several pages, opened where its records can come and go. */
export interface OpenedList {
  /** The keys of all pages, as the vendor shows them. Throws the port's `SourceError`. */
  read(): Promise<readonly string[]>
  /** What the path of its pages has. */
  readonly path: string
  misbehave(how: Misbehaviour): Promise<void>
  close(): Promise<void>
}

export interface ChangingListOptions {
  /** Records in the first page. */
  readonly page: number
  /** The list as the world has it, in any order; a function where it is made when the list is opened. */
  readonly all: readonly string[] | (() => readonly string[])
}

type Change = Readonly<Required<NonNullable<Misbehaviour['changeBetweenPages']>>>

/** What may happen behind the first page, in a list of this order. */
function changesOf(list: readonly string[], page: number): readonly (readonly [string, Change])[] {
  const [first = '', second = '', third = ''] = list
  const [edge = '', last = ''] = [list[page - 1], list.at(-1)]
  return [
    ['one goes that was told', { goes: [first], comes: [] }],
    ['one comes before those that were told', { goes: [], comes: [first] }],
    ['the last that was told goes', { goes: [edge], comes: [] }],
    ['one goes before the edge and one comes there', { goes: [second], comes: [first] }],
    ['one goes and one comes at the end, so that there are as many', { goes: [first], comes: [last] }],
    ['several go', { goes: [first, second, third], comes: [] }],
  ]
}

/**
 * A list whose records come and go between its first page and the next: what was there throughout is told, once, and nothing
 * that never was.
 */
export function changingListContract(
  name: string,
  open: () => Promise<OpenedList>,
  { page, all }: ChangingListOptions,
): void {
  it(`${name}: loses none and doubles none of those that stay`, async () => {
    const opened = await open()
    try {
      const list = await opened.read()
      expect([...list].sort()).toEqual([...(typeof all === 'function' ? all() : all)].sort())
      expect(list.length).toBeGreaterThan(page + 1)
      for (const [what, changeBetweenPages] of changesOf(list, page)) {
        await opened.misbehave({ changeBetweenPages, path: opened.path })
        const told = await opened.read()
        const { goes, comes } = changeBetweenPages
        const changed = new Set([...goes, ...comes])
        const stayed = list.filter((key) => !changed.has(key))
        expect([what, told.filter((key) => !changed.has(key)).sort()]).toEqual([what, [...stayed].sort()])
        expect([what, told.length]).toEqual([what, new Set(told).size])
        expect(told.filter((key) => !list.includes(key))).toEqual([])
      }
    } finally {
      await opened.misbehave({})
      await opened.close()
    }
  })
}

/** Every page of a list that its port gives page by page. */
export async function everyPage<Page extends { readonly next: string | null }>(
  read: (after: string | null) => Promise<Page>,
): Promise<readonly Page[]> {
  const pages: Page[] = []
  let after: string | null = null
  do {
    const page: Page = await read(after)
    pages.push(page)
    after = page.next
  } while (after !== null)
  return pages
}

/** A port that gives a list page by page, over a system whose records the test itself takes away and brings back. */
export interface PagedList<Page> {
  read(after: string | null): Promise<Page>
  keysOf(page: Page): readonly string[]
  take(keys: readonly string[]): Promise<void>
  bring(keys: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** The same list, whose records change behind its first page. */
export function pagedList<Page extends { readonly next: string | null }>(list: PagedList<Page>): OpenedList {
  let change: Misbehaviour['changeBetweenPages'] = {}
  let away: readonly string[] = []
  const setAway = async (keys: readonly string[]) => {
    await list.bring(away.filter((key) => !keys.includes(key)))
    await list.take(keys.filter((key) => !away.includes(key)))
    away = keys
  }
  return {
    path: '',
    close: list.close,
    misbehave: async ({ changeBetweenPages }) => {
      change = changeBetweenPages
      await setAway(change?.comes ?? [])
    },
    read: async () => {
      const pages = await everyPage(async (after) => {
        const page = await list.read(after)
        if (after === null) await setAway(change?.goes ?? [])
        return page
      })
      return pages.flatMap((page) => list.keysOf(page))
    },
  }
}
