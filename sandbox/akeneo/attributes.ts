/** The attribute types this PIM uses, in the vendor's words. */
export type AttributeType =
  | 'pim_catalog_identifier'
  | 'pim_catalog_text'
  | 'pim_catalog_textarea'
  | 'pim_catalog_simpleselect'
  | 'pim_catalog_image'
  | 'pim_catalog_metric'
  | 'pim_catalog_number'
  | 'pim_catalog_boolean'

export interface PimAttribute {
  readonly code: string
  readonly type: AttributeType
  readonly localizable: boolean
  readonly scopable: boolean
  readonly labels: Readonly<Record<string, string>>
}

function attribute(
  code: string,
  type: AttributeType,
  labels: readonly [fr: string, en: string | null],
  per: { readonly locale?: boolean; readonly channel?: boolean } = {},
): PimAttribute {
  const [fr, en] = labels
  return {
    code,
    type,
    localizable: per.locale ?? false,
    scopable: per.channel ?? false,
    labels: { fr_FR: fr, ...(en !== null && { en_US: en }) },
  }
}

/** Every attribute of the retailer's PIM. `ean` is a second identifier, so that it can be asked for with IN. */
export const ATTRIBUTES: readonly PimAttribute[] = [
  attribute('sku', 'pim_catalog_identifier', ['Référence', 'SKU']),
  attribute('ean', 'pim_catalog_identifier', ['Code EAN', 'EAN']),
  attribute('name', 'pim_catalog_text', ['Nom', 'Name'], { locale: true }),
  attribute('description', 'pim_catalog_textarea', ['Description', 'Description'], {
    locale: true,
    channel: true,
  }),
  attribute('short_description', 'pim_catalog_text', ['Description courte', 'Short description'], {
    locale: true,
  }),
  attribute('talking_points', 'pim_catalog_textarea', ['Arguments de vente', 'Talking points'], {
    locale: true,
  }),
  attribute('brand', 'pim_catalog_simpleselect', ['Marque', 'Brand']),
  attribute('material', 'pim_catalog_simpleselect', ['Matière', 'Material']),
  attribute('color', 'pim_catalog_simpleselect', ['Couleur', 'Color']),
  attribute('size', 'pim_catalog_simpleselect', ['Taille', 'Size']),
  attribute('image', 'pim_catalog_image', ['Photo', 'Image']),
  attribute('weight', 'pim_catalog_metric', ['Poids', 'Weight']),
  attribute('vat_rate', 'pim_catalog_number', ['Taux de TVA', null]),
  attribute('sold_by_weight', 'pim_catalog_boolean', ['Vendu au poids', 'Sold by weight']),
]

/** An attribute as `/attributes` shows it. */
export function attributeEntity(attribute: PimAttribute): Readonly<Record<string, unknown>> {
  const { code, type, labels, localizable, scopable } = attribute
  const metric = type === 'pim_catalog_metric'
  return {
    code,
    type,
    group: 'other',
    unique: type === 'pim_catalog_identifier',
    useable_as_grid_filter: true,
    allowed_extensions: type === 'pim_catalog_image' ? ['png', 'jpg'] : [],
    metric_family: metric ? 'Weight' : null,
    default_metric_unit: metric ? 'GRAM' : null,
    reference_data_name: null,
    available_locales: [],
    max_characters: null,
    decimals_allowed: metric || type === 'pim_catalog_number' ? true : null,
    negative_allowed: metric || type === 'pim_catalog_number' ? false : null,
    sort_order: 0,
    localizable,
    scopable,
    labels,
    is_main_identifier: code === 'sku',
  }
}
