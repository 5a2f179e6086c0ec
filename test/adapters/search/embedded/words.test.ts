import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../../../adapters/search/embedded/words.ts'

const same = (locale: string, ...texts: readonly string[]) =>
  new Set(texts.map((text) => wordsOf(locale).of(text).join(' '))).size

describe('French words', () => {
  it.each([
    ['accents, which people leave out', ['écharpe', 'echarpe', 'ÉCHARPE']],
    ['number', ['écharpe', 'écharpes', 'echarpes']],
    ['gender', ['émaillée', 'émaillé', 'émaillées', 'emaillee']],
    ['gender that changes the ending', ['blanc', 'blanche', 'blanches']],
    ['elision, with either apostrophe', ['l’écharpe', "l'écharpe", 'écharpe', "d'écharpe"]],
    ['articles', ['une écharpe', 'les écharpes', 'des écharpes']],
  ])('are the same whatever their %s', (_, texts) => {
    expect(same('fr-FR', ...texts)).toBe(1)
  })

  it('stay apart where they mean something else', () => {
    const apart = ['robe', 'bol', 'thé', 'tasse', 'pull', 'jean', 'lin', 'laine', 'cuir', 'sac']
    expect(same('fr-FR', ...apart)).toBe(apart.length)
  })

  it('keep what only looks like an elision', () => {
    expect(wordsOf('fr').of('XL d 42')).toEqual(['xl', '42'])
  })
})

describe('English words', () => {
  it('are the same in one and many, and as verbs bend them', () => {
    expect(same('en-US', 'shirt', 'shirts', 'Shirts', 'the shirt')).toBe(1)
    expect(same('en-US', 'stripe', 'striped', 'stripes')).toBe(1)
  })
})

describe('words of a language without a stemmer', () => {
  it('are whole, without case and accents', () => {
    expect(wordsOf('xx').of('Été Hüte')).toEqual(['ete', 'hute'])
  })
})
