import { describe } from 'vitest'
import { accessContract } from '../../contracts/access.ts'
import { ledgerContract } from '../../contracts/ledger.ts'
import { missingForPostgres } from '../../services/postgres.ts'
import { hasServices } from '../../services/shared.ts'
import { postgresPlace } from './place.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'

describe.skipIf(!hasServices(required, missingForPostgres()))('PostgreSQL', () => {
  describe('the ledger', () => ledgerContract(postgresPlace))
  describe('the access log', () => accessContract(postgresPlace))
})
