import { describe } from 'vitest'
import { accessContract } from '../../contracts/access.ts'
import { ledgerContract } from '../../contracts/ledger.ts'
import { sqlitePlace } from './place.ts'

describe('the SQLite ledger', () => ledgerContract(sqlitePlace))

describe('the access log in SQLite', () => accessContract(sqlitePlace))
