import { billingDocument, billingDocumentItem } from './edm/billing-document.ts'
import {
  businessPartner,
  businessPartnerAddress,
  customer,
  customerSalesArea,
  emailAddress,
  phoneNumber,
} from './edm/business-partner.ts'
import { customerReturn, customerReturnItem } from './edm/customer-return.ts'
import { materialStock, stockInAccount } from './edm/material-stock.ts'
import { outboundDelivery, outboundDeliveryItem } from './edm/outbound-delivery.ts'
import { plant } from './edm/plant.ts'
import { conditionRecord, conditionValidity } from './edm/pricing-condition.ts'
import {
  product,
  productDescription,
  productGtin,
  productPlant,
  productSalesDelivery,
  productSalesTax,
  productUnit,
} from './edm/product.ts'
import {
  headerPricing,
  itemPricing,
  salesOrder,
  salesOrderItem,
  salesOrderPartner,
  salesOrderPartnerAddress,
  salesOrderScheduleLine,
  subsequentDocument,
} from './edm/sales-order.ts'
import {
  headerPricingV4,
  itemPricingV4,
  salesOrderItemV4,
  salesOrderPartnerV4,
  salesOrderV4,
  subsequentDocumentV4,
} from './edm/sales-order-v4.ts'
import { type Service, service } from './edm.ts'
import { billingViews } from './rows/billing.ts'
import type { Book } from './rows/book.ts'
import { businessPartnerViews } from './rows/business-partners.ts'
import { conditionViews } from './rows/conditions.ts'
import { deliveryViews } from './rows/deliveries.ts'
import { plantView } from './rows/plants.ts'
import { productViews } from './rows/products.ts'
import { returnViews } from './rows/returns.ts'
import { salesOrderViews } from './rows/sales-orders.ts'
import { stockViews } from './rows/stock.ts'

/** The path of the one V4 service, without the slash at its end. */
const SALES_ORDER_V4 = '/sap/opu/odata4/sap/api_salesorder/srvd_a2x/sap/salesorder/0001'

/** Every service over a world and what is written to it: V2 by name (and version), V4 by the path of its root. */
export function servicesOf(book: Book) {
  const services = [partners(book), orders(book), bills(book), returns(book), products(book), prices(book)]
  const deliveries = delivery(book)
  return {
    V2: new Map<string, Service>([
      ...[...services, deliveries, stock(book), plants(book)].map((each) => [each.name, each] as const),
      [`${deliveries.name};v=2`, deliveries],
    ]),
    V4: new Map<string, Service>([[SALES_ORDER_V4, ordersV4(book)]]),
  }
}

function partners(book: Book): Service {
  const views = businessPartnerViews(book)
  return service('API_BUSINESS_PARTNER', {
    A_BusinessPartner: [businessPartner, views.partners],
    A_BusinessPartnerAddress: [businessPartnerAddress, views.addresses],
    A_AddressEmailAddress: [emailAddress, views.emails],
    A_AddressPhoneNumber: [phoneNumber, views.phones],
    A_Customer: [customer, views.customers],
    A_CustomerSalesArea: [customerSalesArea, views.salesAreas],
  })
}

function orders(book: Book): Service {
  const views = salesOrderViews(book)
  return service('API_SALES_ORDER_SRV', {
    A_SalesOrder: [salesOrder, views.orders],
    A_SalesOrderItem: [salesOrderItem, views.items],
    A_SalesOrderScheduleLine: [salesOrderScheduleLine, views.scheduleLines],
    A_SalesOrderHeaderPartner: [salesOrderPartner, views.partners],
    A_SalesOrderPartnerAddress: [salesOrderPartnerAddress, views.partnerAddresses],
    A_SalesOrderSubsqntProcFlow: [subsequentDocument, views.flow],
    A_SalesOrderItemPrElement: [itemPricing, views.itemPricing],
    A_SalesOrderHeaderPrElement: [headerPricing, views.headerPricing],
  })
}

function ordersV4(book: Book): Service {
  const views = salesOrderViews(book)
  return service('com.sap.gateway.srvd_a2x.api_salesorder.v0001', {
    SalesOrder: [salesOrderV4, views.orders],
    SalesOrderItem: [salesOrderItemV4, views.items],
    SalesOrderPartner: [salesOrderPartnerV4, views.partners],
    SalesOrderSubsqntProcFlow: [subsequentDocumentV4, views.flow],
    SalesOrderItemPrcgElmnt: [itemPricingV4, views.itemPricing],
    SalesOrderPricingElement: [headerPricingV4, views.headerPricing],
  })
}

function delivery(book: Book): Service {
  const views = deliveryViews(book)
  return service('API_OUTBOUND_DELIVERY_SRV', {
    A_OutbDeliveryHeader: [outboundDelivery, views.headers],
    A_OutbDeliveryItem: [outboundDeliveryItem, views.items],
  })
}

function bills(book: Book): Service {
  const views = billingViews(book)
  return service('API_BILLING_DOCUMENT_SRV', {
    A_BillingDocument: [billingDocument, views.documents],
    A_BillingDocumentItem: [billingDocumentItem, views.items],
  })
}

function returns(book: Book): Service {
  const views = returnViews(book)
  return service('API_CUSTOMER_RETURN_SRV', {
    A_CustomerReturn: [customerReturn, views.returns],
    A_CustomerReturnItem: [customerReturnItem, views.items],
  })
}

function products(book: Book): Service {
  const views = productViews(book)
  return service('API_PRODUCT_SRV', {
    A_Product: [product, views.products],
    A_ProductDescription: [productDescription, views.descriptions],
    A_ProductPlant: [productPlant, views.plants],
    A_ProductSalesDelivery: [productSalesDelivery, views.sales],
    A_ProductSalesTax: [productSalesTax, views.taxes],
    A_ProductUnitsOfMeasure: [productUnit, views.units],
    A_ProductUnitsOfMeasureEAN: [productGtin, views.gtins],
  })
}

function prices(book: Book): Service {
  const views = conditionViews(book)
  return service('API_SLSPRICINGCONDITIONRECORD_SRV', {
    A_SlsPrcgConditionRecord: [conditionRecord, views.records],
    A_SlsPrcgCndnRecdValidity: [conditionValidity, views.validities],
  })
}

function stock(book: Book): Service {
  const views = stockViews(book)
  return service('API_MATERIAL_STOCK_SRV', {
    A_MaterialStock: [materialStock, views.materials],
    A_MatlStkInAcctMod: [stockInAccount, views.stock],
  })
}

function plants(book: Book): Service {
  return service('API_PLANT_SRV', { A_Plant: [plant, plantView(book)] })
}
