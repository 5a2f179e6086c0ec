import type { RecordId } from '../../ids.ts'

const SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/**
 * The 18-character form of a Salesforce record id; null when the text is none. 15 characters tell records apart by
 * their capitals; the last three of 18 say which letters are capitals (a bit each, five letters to a character), so an
 * 18-character id survives a system that changes case. One whose letters contradict its last three is no id.
 */
export function fullId(text: string): RecordId | null {
  if (!/^[A-Za-z0-9]{15}(?:[A-Za-z0-5]{3})?$/.test(text)) return null
  const head = text.slice(0, 15)
  if (text.length === 15) return `${head}${checksum(head)}` as RecordId
  const suffix = text.slice(15).toUpperCase()
  const recased = [...head].map((letter, at) => withCase(letter, suffix, at)).join('')
  return checksum(recased) === suffix ? (`${recased}${suffix}` as RecordId) : null
}

function checksum(head: string): string {
  return [0, 5, 10].map((from) => SUFFIX.charAt(capitalBits(head.slice(from, from + 5)))).join('')
}

function capitalBits(letters: string): number {
  return [...letters].reduce((bits, letter, at) => (/[A-Z]/.test(letter) ? bits | (1 << at) : bits), 0)
}

function withCase(letter: string, suffix: string, at: number): string {
  const bits = SUFFIX.indexOf(suffix.charAt(Math.floor(at / 5)))
  return bits & (1 << (at % 5)) ? letter.toUpperCase() : letter.toLowerCase()
}
