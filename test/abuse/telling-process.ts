import { connect } from 'node:net'
import { startWhole } from '../graph/whole.ts'

/**
 * The whole graph on the shipped configuration, asked as shoppers and operators ask, in a process whose sockets are watched. At last it
 * does call an address outside (RFC 5737: nobody's), so that whoever watches knows to have seen all.
 */
const whole = await startWhole()
for (const query of [
  '{ __typename }',
  '{ nothing }',
  '{ sourceSystems { name } }',
  '{ search(input: { text: "a" }) { totalCount } }',
]) {
  await whole.ask(query)
}
await whole.close()
const outside = connect(9, '192.0.2.1')
outside.on('error', () => {})
outside.destroy()
