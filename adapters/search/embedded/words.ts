import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'

/** Cuts text into the words an index holds. */
export interface Words {
  /** In the order of the text, repeats included. */
  of(text: string): readonly string[]
}

/** Longest word kept, in characters: codes and addresses are found by other means. */
const LONGEST = 40

/** What French elides before a vowel: `l'écharpe`, `jusqu'à`. */
const ELISION = /\b(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\p{L})/gu

interface Language {
  readonly stop: ReadonlySet<string>
  readonly elides: boolean
  stem(word: string): string
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const LANGUAGES: Readonly<Record<string, Language>> = {
  fr: {
    stop: set(
      'a au aux avec ce ces d dans de des du elle en et eux il ils la le les leur l ma mes mon ne nos notre ' +
        'ou par pas pour qu que qui sa se ses son sur ta tes ton tu un une vos votre y',
    ),
    elides: true,
    stem: (word) => ending(french(word)),
  },
  en: {
    stop: set('a an and are as at be by for from in is it its my of on or our that the this to with your'),
    elides: false,
    stem: (word) => english(word),
  },
}

const PLAIN: Language = { stop: new Set(), elides: false, stem: (word) => word }

/**
 * Words of a language (BCP 47): lower case, without accents, elisions and words that say nothing, and by their stem. A language
 * without a stemmer here keeps its words whole.
 */
export function wordsOf(locale: string): Words {
  const language = LANGUAGES[locale.slice(0, 2).toLowerCase()] ?? PLAIN
  return {
    of(text) {
      const plain = fold(text)
      const whole = language.elides ? plain.replace(ELISION, ' ') : plain
      const words = whole.match(/[\p{L}\p{N}]+/gu) ?? []
      return words
        .filter((word) => word.length <= LONGEST && !language.stop.has(word))
        .map((word) => language.stem(word))
    },
  }
}

/** Lower case, without accents, with one kind of apostrophe. */
function fold(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return bare
    .replace(/[’ʼ`´]/g, "'")
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
}

/**
 * The stemmer takes `émaillée` apart by its accents, which people leave out when they type. What it leaves of the word without
 * accents is brought together here: `emaille`, `emaillees` and `emaill` are one, as are `blanche` and `blanc`.
 */
function ending(stem: string): string {
  if (stem.length < 4) return stem
  const bare = stem.replace(/e+$/, '').replace(/gu$/, 'g').replace(/ch$/, 'c').replace(/v$/, 'f')
  return bare.replace(/([a-z])\1$/, '$1')
}
