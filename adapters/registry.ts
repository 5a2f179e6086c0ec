import { salesforce } from './crm/salesforce/index.ts'
import { sap } from './erp/sap/index.ts'
import { tryton } from './erp/tryton/index.ts'
import { passerelle } from './payment/passerelle/index.ts'
import { akeneo } from './pim/akeneo/index.ts'
import { csv } from './pim/csv/index.ts'
import { poslog } from './pos/poslog/index.ts'
import { sqlTills } from './pos/sql/index.ts'
import { embedded } from './search/embedded/index.ts'

/** Every product Couture can talk to, by the name a configuration calls it, with the ports it serves. */
export const registry = {
  'crm/salesforce': {
    ...salesforce,
    ports: [
      'profiles',
      'loyalty',
      'loyaltyDesk',
      'promotions',
      'consents',
      'conversations',
      'profileDesk',
      'campaigns',
    ],
  },
  'erp/sap': { ...sap, ports: ['profiles', 'prices', 'orders', 'orderDesk', 'stock', 'stores'] },
  'erp/tryton': { ...tryton, ports: ['profiles', 'prices', 'orders', 'orderDesk', 'stock', 'stores'] },
  'payment/passerelle': { ...passerelle, ports: ['payments'] },
  'pim/akeneo': { ...akeneo, ports: ['catalog'] },
  'pim/csv': { ...csv, ports: ['catalog'] },
  'pos/poslog': { ...poslog, ports: ['profiles', 'orders'] },
  'pos/sql': { ...sqlTills, ports: ['profiles', 'prices', 'orders', 'stock'] },
  'search/embedded': { ...embedded, ports: ['search'] },
} as const
