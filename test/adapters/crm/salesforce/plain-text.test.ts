import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../adapters/crm/salesforce/plain-text.ts'

describe('the words of an HTML e-mail', () => {
  it('are its text, a line for each paragraph and break, entities as their characters', () => {
    const html = '<p>Bonjour&nbsp;Camille,</p><p>C&#39;est <b>bien</b> re&#xe7;u.<br/>1 &lt; 2 &amp; fin</p>'
    expect(plainText(html)).toBe("Bonjour Camille,\nC'est bien reçu.\n1 < 2 & fin")
  })

  it('leave out styles, scripts, heads and comments', () => {
    const html =
      '<head><title>x</title></head><style>p{}</style><script>alert(1)</script><!-- y --><p>Oui</p>'
    expect(plainText(html)).toBe('Oui')
  })

  it('keep entities nobody knows, and are null when nothing is left', () => {
    expect(plainText('&unknown; &#0; &#99999999;')).toBe('&unknown; &#0; &#99999999;')
    expect(plainText('<p> </p>')).toBeNull()
  })
})
