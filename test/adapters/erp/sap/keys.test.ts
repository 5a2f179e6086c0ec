import { describe, expect, it } from 'vitest'
import { canonicalKey, documentKey, materialKey } from '../../../../adapters/erp/sap/keys.ts'

describe('keys of S/4HANA', () => {
  it('lose their leading zeros when they are numbers', () => {
    expect(canonicalKey('0017100001')).toBe('17100001')
    expect(canonicalKey(' 000000000010040132 ')).toBe('10040132')
    expect(canonicalKey('000010')).toBe('10')
    expect(canonicalKey('0000000000')).toBe('0')
  })

  it('are never padded when they are not numbers, and are upper case', () => {
    expect(materialKey('TG11')).toBe('TG11')
    expect(documentKey('tg-0011')).toBe('TG-0011')
  })

  it('are padded to the length of their field', () => {
    expect(documentKey('17100001')).toBe('0017100001')
    expect(materialKey('10040132')).toBe('000000000010040132')
    expect(materialKey('10040132', 40)).toHaveLength(40)
  })
})
