import { describe, expect, it, onTestFinished } from 'vitest'
import { isSourceError } from '../../../../adapters/error.ts'
import type { Gtin, Sku } from '../../../../adapters/ids.ts'
import { found } from '../../../contracts/found.ts'
import { openFolder, type Texts } from './folder.ts'

const french = { locales: ['fr-FR'], channel: null }
const products = 'code,handle,title_fr_FR,image,updated\nrobe,,Robe,,\njean,,Jean,,\n'
const variants = 'sku,gtin,product,size\n11,40063813,robe,S\n12,,robe,M\n21,,jean,32\n'

async function open(texts: Partial<Texts>, options: Readonly<Record<string, unknown>> = {}) {
  const opened = await openFolder({ products, variants, ...texts }, options)
  onTestFinished(opened.close)
  return opened
}

const sku = (text: string) => text as Sku
const request = (productCode: string) => ({ productCode, first: 10, after: null })

/** What a read came to: the value's key, the failure's words, or nothing. */
async function variant(texts: Partial<Texts>, key: string) {
  const { catalog } = await open(texts)
  const read = (await catalog.variants([sku(key)], french)).get(sku(key))
  return isSourceError(read) ? `${read.code}: ${read.message}` : (read?.value.sku ?? null)
}

describe('a row that is not as it should be', () => {
  const rows: readonly (readonly [what: string, row: string, key: string, message: string])[] = [
    [
      'a GTIN of another form',
      '31,12A,robe,L',
      '31',
      'line 5, column gtin: expected a GTIN of 8, 12, 13 or 14',
    ],
    ['a GTIN that a spreadsheet rounded', '31,3.76E+12,robe,L', '31', 'line 5, column gtin: expected a GTIN'],
    [
      'a style that is not there',
      '31,,coat,L',
      '31',
      'line 5, column product: expected a code of products.csv',
    ],
    ['too many cells', '31,,robe,L,XL', '31', 'line 5: expected 4 cells'],
    ['too few cells', '31,,robe', '31', 'line 5: expected 4 cells'],
    ['a SKU used twice', '11,,robe,L', '11', 'line 5, column sku: expected a SKU no other row has'],
    ['a GTIN used twice', '31,040063813,robe,L', '31', 'line 5, column gtin: expected a GTIN'],
  ]

  it.each(rows)('fails its own key and serves the rest: %s', async (_, row, key, message) => {
    const texts = { variants: `${variants}${row}\n` }
    expect(await variant(texts, key)).toMatch(`BAD_RESPONSE: pim: variants.csv ${message}`)
    expect(await variant(texts, '21')).toBe('21')
    expect(await variant(texts, '12')).toBe('12')
  })

  it('fails both rows of a pair that contradict each other, and the style whose list is in doubt', async () => {
    const { catalog } = await open({ variants: `${variants}31,40063813,jean,L\n` })
    const reads = await catalog.variants(['11', '31', '12', '21'].map(sku), french)
    expect([...reads].filter(([, read]) => isSourceError(read)).map(([key]) => key)).toEqual(['11', '31'])
    const byGtin = await catalog.variantsByGtin(['40063813' as Gtin], french)
    expect(byGtin.get('40063813' as Gtin)).toMatchObject({ code: 'BAD_RESPONSE' })
    const asked = [request('robe'), request('jean')]
    const pages = await catalog.variantsOf(asked, french)
    expect(asked.map((one) => isSourceError(pages.get(one)))).toEqual([true, true])
  })

  it('leaves other styles’ lists alone', async () => {
    const { catalog } = await open({ variants: `${variants}31,12A,robe,L\n` })
    const [robe, jean] = [request('robe'), request('jean')]
    const pages = await catalog.variantsOf([robe, jean], french)
    expect(pages.get(robe)).toMatchObject({ code: 'BAD_RESPONSE' })
    expect(found(pages.get(jean)).value.variants.map((one) => one.sku)).toEqual(['21'])
  })

  it('makes a missing key doubtful when its own key cannot be read', async () => {
    const whole = await variant({}, '99')
    const broken = await variant({ variants: `${variants}"31"x,,robe,L\n41,,jean,34\n` }, '99')
    expect(whole).toBeNull()
    expect(broken).toMatch('BAD_RESPONSE: pim: variants.csv line 5: expected quotes around whole cells')
  })

  it('is passed over when its quotes cannot be paired: reading goes on with the next line', async () => {
    const texts = { variants: `${variants}"31,,robe,L\n41,,jean,"3\n4"\n51,,jean,36\n61,,coat,S\n` }
    expect(await variant(texts, '41')).toBe('41')
    expect(await variant(texts, '51')).toBe('51')
    expect(await variant(texts, '61')).toMatch('variants.csv line 9, column product')
    const { catalog } = await open(texts)
    const robe = request('robe')
    expect((await catalog.variantsOf([robe], french)).get(robe)).toMatchObject({ code: 'BAD_RESPONSE' })
  })

  it('fails a style’s variants with the style', async () => {
    const texts = { products: products.replace('robe,,Robe,,', 'robe,,Robe,ftp://x,') }
    expect(await variant(texts, '11')).toMatch('products.csv line 2, column image: expected an http or https')
    expect(await variant(texts, '21')).toBe('21')
  })

  it('says nothing of what it holds in an error, and all of it to the operator', async () => {
    const { catalog, source } = await open({ variants: `${variants}31,secret,robe,L\n` })
    const read = (await catalog.variants([sku('31')], french)).get(sku('31'))
    expect(isSourceError(read) && read.message).not.toContain('secret')
    expect(isSourceError(read) && read.cause).toMatchObject({ message: 'found "secret"' })
    expect((await source.diagnose()).warnings).toContain(
      'variants.csv line 5, column gtin: expected a GTIN of 8, 12, 13 or 14 digits, or nothing; found "secret"',
    )
  })

  it('is found in a file of another encoding', async () => {
    const { catalog, write } = await open({})
    const latin = Buffer.from(products.replace('Robe', 'Robe \u00e9toile'), 'latin1')
    await write({ products: latin as unknown as string })
    const reads = await catalog.products(['robe', 'jean'], french)
    expect(reads.get('robe')).toMatchObject({ message: expect.stringContaining('expected UTF-8 text') })
    expect(found(reads.get('jean')).value.title?.text).toBe('Jean')
  })
})

describe('a file', () => {
  it('without a column that nothing goes without fails every key', async () => {
    const { catalog } = await open({ variants: 'sku,style\n11,robe\n' })
    const reads = await catalog.variants(['11', '12'].map(sku), french)
    const messages = [...reads.values()].map((read) => isSourceError(read) && read.message)
    const message = 'pim: variants.csv line 1: expected a column "product", found none'
    expect(messages).toEqual([message, message])
  })

  it('may have another delimiter, other column names and one title for all languages', async () => {
    const { catalog } = await open(
      {
        products: 'style;name\nrobe;Robe\n',
        variants: 'article;style;name\n11;robe;Robe longue\n12;robe;\n',
      },
      { delimiter: ';', columns: { code: 'style', product: 'style', sku: 'article', title: 'name' } },
    )
    const reads = await catalog.variants(['11', '12'].map(sku), { locales: ['de-DE'], channel: null })
    const titles = [...reads.values()].map((read) => found(read).value.title)
    const text = { locale: 'de-DE', localeFallback: false, channelFallback: false }
    expect(titles).toEqual([
      { ...text, text: 'Robe longue' },
      { ...text, text: 'Robe' },
    ])
  })

  it('answers a bare language with the column of a region, and shows further columns as attributes', async () => {
    const { catalog } = await open(
      { products: 'code,title_fr_FR,title_en_US,material\nrobe,Robe,Dress,lin\n', variants: 'sku,product\n' },
      { show: ['material'] },
    )
    const read = await catalog.products(['robe'], { locales: ['en', 'fr-FR'], channel: null })
    expect(found(read.get('robe')).value).toMatchObject({
      title: { text: 'Dress', locale: 'en-US', localeFallback: false },
      attributes: [{ key: 'material', label: null, value: 'lin', unit: null }],
    })
  })
})
