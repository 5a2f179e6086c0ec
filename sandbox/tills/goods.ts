import type { WorldLine, WorldReceipt } from '../world/sale-types.ts'
import { amount, soldAs, type TillRoom, writesSku } from './till-room.ts'
import { element, leaf, type Xml } from './xml.ts'

/** How a dialect points to an earlier receipt's line. */
export type Link = (origin: WorldReceipt, line: WorldLine | null) => Xml

/** What is needed to write goods: where, and how returns and links look there. */
export interface GoodsStyle {
  readonly room: TillRoom
  readonly storeId: string
  readonly dialect: WorldReceipt['dialect']
  readonly returnStyle: WorldReceipt['returnStyle']
  readonly link: Link
}

/**
 * The `Sale` or `Return` element of a line. Goods that come back are a `Return` with positive amounts, or a `Sale` with
 * a negative quantity and a positive unit price, whose extended amount is negative in 2.x and stays positive in 6.
 */
export function goodsOf(line: WorldLine, origin: WorldReceipt | null, style: GoodsStyle): Xml {
  const { product, variant } = style.room.article(line.sku)
  const back = line.quantity.startsWith('-')
  const asReturn = back && style.returnStyle === 'return-element'
  const signed = back && !asReturn && style.dialect === 'poslog2'
  return element(asReturn ? 'Return' : 'Sale', { ItemType: 'Stock' }, [
    element('POSIdentity', { POSIDType: 'GTIN' }, [leaf('POSItemID', variant.gtin)]),
    writesSku(style.storeId) ? leaf('ItemID', variant.sku, { Name: product.brand }) : null,
    leaf('MerchandiseHierarchy', product.family, { Level: 'Group' }),
    leaf('Description', line.title, { TypeCode: 'Short' }),
    ...prices(line, signed),
    leaf('Quantity', asReturn ? line.quantity.slice(1) : line.quantity, {
      UnitOfMeasureCode: product.weighed ? 'KGM' : 'EA',
    }),
    line.discount === 0 ? null : modifier(line.discount),
    vat(line, signed, style.dialect),
    ...(back ? [leaf('Reason', 'Retour client')] : []),
    back && origin ? style.link(origin, soldAs(line, origin)) : null,
  ])
}

/** `ExtendedAmount` is net of the line's discount; the actual unit price is written where it is a whole number of cents. */
function prices({ unitPrice, total, discount }: WorldLine, signed: boolean): readonly Xml[] {
  const extended = leaf('ExtendedAmount', amount(signed ? total : Math.abs(total)))
  const regular = leaf('RegularSalesUnitPrice', amount(unitPrice))
  if (discount !== 0) return [regular, extended, leaf('ExtendedDiscountAmount', amount(discount))]
  return [regular, leaf('ActualSalesUnitPrice', amount(unitPrice)), extended]
}

function modifier(discount: number): Xml {
  return element('RetailPriceModifier', { MethodCode: 'Promotion' }, [
    leaf('SequenceNumber', '1'),
    leaf('Amount', amount(discount), { Action: 'Subtract' }),
  ])
}

/** French shelf prices hold their VAT; 6.x says so, 2.x tills leave it to who knows the country. */
function vat({ total, tax, taxRate }: WorldLine, signed: boolean, dialect: WorldReceipt['dialect']): Xml {
  const cents = (value: number) => amount(signed ? value : Math.abs(value))
  const included = { TaxIncludedInTaxableAmountFlag: 'true' }
  return element('Tax', { TaxType: 'VAT' }, [
    dialect === 'poslog6' ? leaf('TaxableAmount', cents(total), included) : null,
    leaf('Amount', cents(tax)),
    leaf('Percent', Number(taxRate).toFixed(2)),
  ])
}
