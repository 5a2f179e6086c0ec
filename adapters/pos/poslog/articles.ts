import type { Gtin, Sku } from '../../ids.ts'
import { bareValue, childrenOf, type Element, textOf } from './element.ts'
import type { PoslogOptions } from './options.ts'

/** The retailer's SKU: an item number of the configured form; a GTIN is none. */
export function skuOf(goods: Element, { skuPattern }: PoslogOptions): Sku | null {
  const form = new RegExp(skuPattern, 'u')
  const identities = childrenOf(goods, 'POSIdentity')
  const rank = (identity: Element) =>
    Number(!/^(RSID|SKU)$/i.test(bareValue(identity.attributes.get('POSIDType') ?? '')))
  const own = identities
    .filter((identity) => gtinIn(identity) === null && !isGtinType(identity))
    .sort((a, b) => rank(a) - rank(b))
  const candidates = [
    ...childrenOf(goods, 'ItemID').map(({ text }) => text),
    ...own.map((identity) => textOf(identity, 'POSItemID') ?? ''),
  ]
  const sku = candidates.find((candidate) => candidate !== '' && form.test(candidate))
  return sku === undefined ? null : (sku as Sku)
}

/** The first barcode that is a GTIN. */
export function gtinOf(goods: Element): Gtin | null {
  for (const identity of childrenOf(goods, 'POSIdentity')) {
    const gtin = gtinIn(identity)
    if (gtin !== null) return gtin
  }
  return null
}

/** GTINs have 8, 12, 13 or 14 digits (GS1); shorter numbers under that label are the till's own. */
function gtinIn(identity: Element): Gtin | null {
  if (!isGtinType(identity) && identity.attributes.has('POSIDType')) return null
  const text = textOf(identity, 'POSItemID') ?? ''
  return /^(\d{8}|\d{12,14})$/.test(text) ? (text as Gtin) : null
}

function isGtinType(identity: Element): boolean {
  return /^(GTIN|EAN|UPC|JAN|GS1)/i.test(bareValue(identity.attributes.get('POSIDType') ?? ''))
}

/** What the receipt called the goods; their number where it had no words. */
export function titleOf(goods: Element): string {
  const described = textOf(goods, 'Description') ?? textOf(goods, 'ItemDescription')
  const named = childrenOf(goods, 'ItemID').map((id) => id.attributes.get('Name'))
  return (
    described ??
    named.find((name) => name) ??
    textOf(goods, 'ItemID') ??
    textOf(goods, 'POSIdentity', 'POSItemID') ??
    ''
  )
}
