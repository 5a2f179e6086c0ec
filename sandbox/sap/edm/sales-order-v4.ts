import { type EntityType, many, type Navigation, one } from '../edm.ts'
import {
  headerPricing,
  itemPricing,
  salesOrder,
  salesOrderItem,
  salesOrderPartner,
  subsequentDocument,
} from './sales-order.ts'

/** V4 knows the same records under names without `A_` and `to_`. */
export const salesOrderV4 = renamed(salesOrder, 'SalesOrder', {
  _Item: many('SalesOrderItem', 'SalesOrder'),
  _Partner: many('SalesOrderPartner', 'SalesOrder'),
  _PricingElement: many('SalesOrderPricingElement', 'SalesOrder'),
  _SubsequentProcFlow: many('SalesOrderSubsqntProcFlow', 'SalesOrder'),
})
export const salesOrderItemV4 = renamed(salesOrderItem, 'SalesOrderItem', {
  _SalesOrder: one('SalesOrder', 'SalesOrder'),
  _PricingElement: many('SalesOrderItemPrcgElmnt', 'SalesOrder', 'SalesOrderItem'),
})
export const salesOrderPartnerV4 = renamed(salesOrderPartner, 'SalesOrderPartner', {
  _SalesOrder: one('SalesOrder', 'SalesOrder'),
})
export const subsequentDocumentV4 = renamed(subsequentDocument, 'SalesOrderSubsqntProcFlow', {
  _SalesOrder: one('SalesOrder', 'SalesOrder'),
})
export const itemPricingV4 = renamed(itemPricing, 'SalesOrderItemPrcgElmnt', {
  _SalesOrderItem: one('SalesOrderItem', 'SalesOrder', 'SalesOrderItem'),
})
export const headerPricingV4 = renamed(headerPricing, 'SalesOrderPricingElement', {
  _SalesOrder: one('SalesOrder', 'SalesOrder'),
})

function renamed(
  type: EntityType,
  name: string,
  navs: Readonly<Record<string, Omit<Navigation, 'name'>>>,
): EntityType {
  const navigations = Object.entries(navs).map(([nav, rest]) => [nav, { name: nav, ...rest }] as const)
  return { ...type, name: `${name}Type`, navigations: new Map(navigations) }
}
