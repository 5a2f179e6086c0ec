import { describe } from 'vitest'
import { ledgerContract } from '../../contracts/ledger.ts'
import { sqlitePlace } from './place.ts'

describe('the SQLite ledger', () => ledgerContract(sqlitePlace))
