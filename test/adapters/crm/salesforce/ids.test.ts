import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullId } from '../../../../adapters/crm/salesforce/ids.ts'

// From Salesforce's own documentation of the two lengths.
const short = '001A0000006Vm9r'
const long = '001A0000006Vm9rIAC'

describe('a record id', () => {
  it('of 15 characters gets the three that tell its capitals', () => {
    expect(fullId(short)).toBe(long)
  })

  it('of 18 characters stays as it is, and gets back the capitals that a system lost', () => {
    expect(fullId(long)).toBe(long)
    expect(fullId(long.toLowerCase())).toBe(long)
    expect(fullId(long.toUpperCase())).toBe(long)
  })

  it.each(['', '17100001', `${short}XYZ`, `${long}A`, "001A0000006Vm9'", '001A0000006Vm9r999'])(
    'is not %j',
    (text) => {
      expect(fullId(text)).toBeNull()
    },
  )

  it('is the same from either length and in any case', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9]{15}$/)
    fc.assert(
      fc.property(id, (head) => {
        const full = fullId(head) ?? ''
        return full.startsWith(head) && fullId(full) === full && fullId(full.toLowerCase()) === full
      }),
    )
  })
})
