import type { Row, View } from '../edm.ts'
import type { Article, Book } from './book.ts'
import { dayAfter } from './text.ts'
import { through, viewOf, walkable } from './views.ts'

/** The views of API_PRODUCT_SRV. Materials come without padding here. */
export function productViews(book: Book) {
  const over = (rows: (article: Article) => readonly Row[], more: View['by'] = {}): View =>
    viewOf(book.articles, rows, { Product: through(book.article, rows), ...more })
  const product = (article: Article) => [productRow(article, book)]
  return {
    products: walkable('Product', book.articles, {
      keyOf: ({ variant }) => variant.sku,
      rows: product,
      by: {
        Product: through(book.article, product),
        ProductStandardID: through(book.articleByGtin, product),
      },
    }),
    descriptions: over(descriptionRows),
    plants: over((article) => plantRows(article, book)),
    sales: over(salesRows),
    taxes: over(taxRows),
    units: over(unitRows),
    gtins: over(gtinRows, { ProductStandardID: through(book.articleByGtin, gtinRows) }),
  }
}

function productRow({ product, variant }: Article, { world }: Book): Row {
  const created = dayAfter(world.now.toISOString().slice(0, 10), -product.createdDaysAgo)
  return {
    Product: variant.sku,
    ProductType: 'HAWA',
    BaseUnit: unit(product.weighed),
    ProductGroup: product.family.slice(0, 9).toUpperCase(),
    ItemCategoryGroup: 'NORM',
    ProductStandardID: variant.gtin,
    InternationalArticleNumberCat: 'HE',
    CreationDate: created,
    LastChangeDate: created,
    LastChangeDateTime: `${created}T08:00:00.000Z`,
    WeightUnit: 'KG',
    GrossWeight: product.weighed ? '1' : '0.350',
    NetWeight: product.weighed ? '1' : '0.300',
  }
}

/** The ERP has 40 characters for a name, colour and size. */
function descriptionRows({ product, variant }: Article): readonly Row[] {
  const languages = [
    ['FR', 'fr_FR'],
    ['EN', 'en_US'],
  ] as const
  return languages.flatMap(([Language, locale]) => {
    const title = product.title[locale]
    if (title === undefined) return []
    const text = [title, variant.color, variant.size].filter(Boolean).join(' ')
    return [{ Product: variant.sku, Language, ProductDescription: text.slice(0, 40) }]
  })
}

function plantRows({ variant }: Article, book: Book): readonly Row[] {
  return Object.keys(variant.stock).flatMap((code) =>
    book.placeByCode(code).map(({ plant }) => ({ Product: variant.sku, Plant: plant, MRPType: 'ND' })),
  )
}

function salesRows({ product, variant }: Article): readonly Row[] {
  const row = {
    Product: variant.sku,
    ProductSalesOrg: '1010',
    ProductDistributionChnl: '10',
    SalesMeasureUnit: unit(product.weighed),
    MinimumOrderQuantity: '0',
  }
  return [row]
}

/** The tax classifications of this retailer: 1 full rate, 2 reduced. */
const TAX_CLASSES: Readonly<Record<string, string>> = { '20': '1', '5.5': '2' }

function taxRows({ product, variant }: Article): readonly Row[] {
  const TaxClassification = TAX_CLASSES[product.taxRate] ?? ''
  return [{ Product: variant.sku, Country: 'FR', TaxCategory: 'MWST', TaxClassification }]
}

function unitRows({ product, variant }: Article): readonly Row[] {
  const row = {
    Product: variant.sku,
    AlternativeUnit: unit(product.weighed),
    BaseUnit: unit(product.weighed),
    QuantityNumerator: '1',
    QuantityDenominator: '1',
    GlobalTradeItemNumber: variant.gtin,
    GlobalTradeItemNumberCategory: 'HE',
  }
  return [row]
}

function gtinRows({ product, variant }: Article): readonly Row[] {
  const row = {
    Product: variant.sku,
    AlternativeUnit: unit(product.weighed),
    ConsecutiveNumber: '1',
    ProductStandardID: variant.gtin,
    InternationalArticleNumberCat: 'HE',
    IsMainGlobalTradeItemNumber: true,
  }
  return [row]
}

function unit(weighed: boolean): string {
  return weighed ? 'KG' : 'PC'
}
