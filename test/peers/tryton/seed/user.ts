import type { Rpc } from '../rpc.ts'
import type { Books } from './company.ts'

/** The user Couture reads with, made by the seed. */
export const READER = { user: 'couture', password: 'sandbox-tryton' } as const

/** The groups that may read what the ports need. */
const GROUPS = ['Sales', 'Stock', 'Account']

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
