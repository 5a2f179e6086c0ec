import type { Rpc } from '../rpc.ts'
import type { Books } from './company.ts'

/** The user Couture reads and writes with, made by the seed. */
export const READER = { user: 'couture', password: 'sandbox-tryton' } as const

/** The groups that may read and write what the ports need; processing a sale takes its administrators. */
const GROUPS = ['Sales', 'Sales Administrator', 'Stock', 'Account']

/** Makes the user Couture signs in as: of the company, without administration. */
export async function setUpUser(rpc: Rpc, { company }: Books): Promise<void> {
  const groups = await rpc.rows('res.group', [['name', 'in', GROUPS]])
  await rpc.create('res.user', [
    {
      name: 'Couture',
      login: READER.user,
      password: READER.password,
      companies: [['add', [company]]],
      company,
      groups: [['add', groups.map(({ id }) => id)]],
    },
  ])
}
