import type { RecordId } from '../../ids.ts'

/**
 * S/4HANA keys are fixed-length CHAR with a conversion exit: one number is shown with or without leading zeros,
 * depending on service and field. The canonical key has none; alphanumeric keys (`TG11`) are never padded.
 */
export function canonicalKey(text: string): RecordId {
  const key = text.trim()
  return (/^\d+$/.test(key) ? key.replace(/^0+(?=\d)/, '') : key.toUpperCase()) as RecordId
}

/** A document, customer or business partner number as the database holds it: 10 digits. */
export function documentKey(key: string): string {
  return padded(key, 10)
}

/** A numeric material as the database holds it: 18 digits (40 where long material numbers are switched on). */
export function materialKey(key: string, digits = 18): string {
  return padded(key, digits)
}

function padded(key: string, width: number): string {
  const canonical = canonicalKey(key)
  return /^\d+$/.test(canonical) ? canonical.padStart(width, '0') : canonical
}
