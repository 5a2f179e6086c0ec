/** A thing one can buy, by the key prices are asked with. */
export interface ProductVariantModel {
  readonly sku: string
}
