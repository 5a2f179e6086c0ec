import { readFileSync } from 'node:fs'

/** The largest secret a file may hold: a chain of certificates with its key. */
const MOST_CHARACTERS = 65_536

/** What `${file:/run/secrets/x}` stands for: the file's text without its last line break. Throws what is wrong, and never the text. */
export function readSecretFile(file: string): string {
  const text = textOf(file).replace(/\r?\n$/, '')
  if (text === '') throw new Error(`expected a value in the file ${file}; found it empty`)
  if (text.length > MOST_CHARACTERS) {
    throw new Error(`expected at most ${MOST_CHARACTERS} characters in the file ${file}; found more`)
  }
  return text
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const why =
      code === 'ENOENT'
        ? 'found none'
        : code === 'EACCES'
          ? 'found one that may not be read'
          : 'it cannot be read'
    throw new Error(`expected a file ${file}; ${why}`)
  }
}
