import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A fenced block of a page: what follows the fence's language in its first line is `info`. */
export interface Block {
  readonly page: string
  readonly language: string
  readonly info: string
  readonly text: string
}

/** The repository's root. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A file of the repository; fails the test when there is none. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** The READMEs and every guide; decisions are no guides. */
export const pages: readonly string[] = [
  'README.md',
  'sandbox/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

/** The fenced blocks of a page, in order. A fence may be indented, as in a list; its text then is, too. */
export function blocksOf(page: string): readonly Block[] {
  const fences = textOf(page).matchAll(/^( *)```(\w*) ?(.*)\n([\s\S]*?)^\1```$/gm)
  return [...fences].map(([, , language = '', info = '', text = '']) => ({ page, language, info, text }))
}

/** Links of a page to files of the repository, relative to the root, without anchors. */
export function linksOf(page: string): readonly string[] {
  const links = [...textOf(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to)
  return links.filter((to) => !/^[a-z]+:/.test(to)).map((to) => join(page, '..', to))
}

/** Whether the repository has the file or folder. */
export function isThere(path: string): boolean {
  return existsSync(join(root, path))
}
