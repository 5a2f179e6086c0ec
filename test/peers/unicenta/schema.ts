/** The databases uniCenta's own scripts are for, and a till may have. */
export type Dialect = 'postgres' | 'mariadb'

type Column = 'id' | 'optional id' | 'text' | 'integer' | 'double' | 'time' | 'blob' | 'flag'

/** What each kind of column is made as: uniCenta's create scripts for PostgreSQL and for MySQL, by facts and not by text. */
const TYPES: Readonly<Record<Dialect, Readonly<Record<Column, string>>>> = {
  postgres: {
    id: 'varchar(256) not null',
    'optional id': 'varchar(256)',
    text: 'varchar(1024)',
    integer: 'integer not null',
    double: 'double precision not null',
    time: 'timestamp not null',
    blob: 'bytea',
    flag: 'boolean not null',
  },
  mariadb: {
    id: 'varchar(255) not null',
    'optional id': 'varchar(255)',
    text: 'varchar(255)',
    integer: 'integer not null',
    double: 'double not null',
    time: 'datetime not null',
    blob: 'mediumblob',
    flag: 'bit(1) not null',
  },
}

interface Table {
  readonly columns: Readonly<Record<string, Column>>
  readonly key: readonly string[]
  readonly indexes?: readonly string[]
}

/** The tables the tills' ports need, with the columns around them that uniCenta has as well. */
export const TABLES = {
  APPLICATIONS: { columns: { ID: 'id', NAME: 'text', VERSION: 'text' }, key: ['ID'] },
  LOCATIONS: { columns: { ID: 'id', NAME: 'text', ADDRESS: 'text' }, key: ['ID'] },
  TAXES: {
    columns: {
      ID: 'id',
      NAME: 'text',
      CATEGORY: 'id',
      CUSTCATEGORY: 'optional id',
      PARENTID: 'optional id',
      RATE: 'double',
      RATECASCADE: 'flag',
    },
    key: ['ID'],
  },
  PRODUCTS: {
    columns: {
      ID: 'id',
      REFERENCE: 'id',
      CODE: 'id',
      NAME: 'text',
      PRICEBUY: 'double',
      PRICESELL: 'double',
      CATEGORY: 'id',
      TAXCAT: 'id',
      ISSCALE: 'flag',
    },
    key: ['ID'],
    indexes: ['REFERENCE', 'CODE'],
  },
  CUSTOMERS: {
    columns: {
      ID: 'id',
      SEARCHKEY: 'id',
      TAXID: 'text',
      NAME: 'text',
      CARD: 'optional id',
      FIRSTNAME: 'text',
      LASTNAME: 'text',
      EMAIL: 'text',
      PHONE: 'text',
      PHONE2: 'text',
      ADDRESS: 'text',
      ADDRESS2: 'text',
      POSTAL: 'text',
      CITY: 'text',
      REGION: 'text',
      COUNTRY: 'text',
      VISIBLE: 'flag',
    },
    key: ['ID'],
    indexes: ['SEARCHKEY', 'CARD'],
  },
  CLOSEDCASH: {
    columns: { MONEY: 'id', HOST: 'id', HOSTSEQUENCE: 'integer', DATESTART: 'time' },
    key: ['MONEY'],
  },
  RECEIPTS: {
    columns: { ID: 'id', MONEY: 'id', DATENEW: 'time', ATTRIBUTES: 'blob' },
    key: ['ID'],
    indexes: ['DATENEW'],
  },
  TICKETS: {
    columns: {
      ID: 'id',
      TICKETTYPE: 'integer',
      TICKETID: 'integer',
      PERSON: 'id',
      CUSTOMER: 'optional id',
      STATUS: 'integer',
    },
    key: ['ID'],
    indexes: ['TICKETID', 'CUSTOMER'],
  },
  TICKETLINES: {
    columns: {
      TICKET: 'id',
      LINE: 'integer',
      PRODUCT: 'optional id',
      ATTRIBUTESETINSTANCE_ID: 'optional id',
      UNITS: 'double',
      PRICE: 'double',
      TAXID: 'id',
      ATTRIBUTES: 'blob',
    },
    key: ['TICKET', 'LINE'],
  },
  PAYMENTS: {
    columns: {
      ID: 'id',
      RECEIPT: 'id',
      PAYMENT: 'id',
      TOTAL: 'double',
      TENDERED: 'double',
      CARDNAME: 'text',
    },
    key: ['ID'],
    indexes: ['RECEIPT'],
  },
  STOCKCURRENT: {
    columns: { LOCATION: 'id', PRODUCT: 'id', ATTRIBUTESETINSTANCE_ID: 'optional id', UNITS: 'double' },
    key: [],
    indexes: ['PRODUCT'],
  },
} as const satisfies Readonly<Record<string, Table>>

/** The statements that make the tables. Unquoted names: PostgreSQL folds them, MariaDB keeps their capitals. */
export function ddl(dialect: Dialect): readonly string[] {
  const types = TYPES[dialect]
  return Object.entries(TABLES as Readonly<Record<string, Table>>).flatMap(
    ([name, { columns, key, indexes = [] }]) => {
      const lines = Object.entries(columns).map(([column, kind]) => `${column} ${types[kind]}`)
      const primary = key.length > 0 ? [`primary key (${key.join(', ')})`] : []
      return [
        `create table ${name} (${[...lines, ...primary].join(', ')})`,
        ...indexes.map((column) => `create index ${name}_${column} on ${name} (${column})`),
      ]
    },
  )
}
