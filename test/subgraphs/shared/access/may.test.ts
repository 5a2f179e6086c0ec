import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerId } from '../../../../adapters/ids.ts'
import type { Rule } from '../../../../schema/scope-rules.ts'
import { SCOPE_NAMES } from '../../../../schema/scopes.ts'
import type { Owner } from '../../../../subgraphs/shared/access/access.ts'
import { isForOwn, type Known, may, NOBODY, standing } from '../../../../subgraphs/shared/access/may.ts'
import { ANONYMOUS, type Viewer } from '../../../../subgraphs/shared/access/viewer.ts'

const [anne, bob] = ['cus_anne', 'cus_bob'] as CustomerId[]
const rule = (...scopes: string[][]): Rule => ({ scopes, authenticated: false, policy: false })
const owner = (customerId: CustomerId | null, orderId: string | null = null): Owner => ({
  customerId,
  orderId,
})

const nobody: Known = { subject: null, scopes: [], customerId: null, orderId: null }
const shopper: Known = { ...nobody, subject: 'shop/1', scopes: ['customer:self'], customerId: anne ?? null }
const guest: Known = { ...nobody, scopes: ['order:guest'], orderId: 'ord_1' }
const agent: Known = { ...nobody, subject: 'staff/1', scopes: ['order:read', 'order:payments'] }
const both: Known = { ...agent, scopes: [...agent.scopes, 'customer:self'], customerId: anne ?? null }

const order = rule(['customer:self'], ['order:read'], ['order:guest'])
const payments = rule(['customer:self'], ['order:payments'])

describe('may', () => {
  it.each<[string, Known, Owner, Rule, readonly string[] | null]>([
    ['nobody sees nothing', nobody, NOBODY, order, null],
    ['what asks for no scope is everybody’s', nobody, NOBODY, rule([]), []],
    ['no alternative is nobody’s', both, owner(anne ?? null), rule(), null],
    ['a shopper sees their own', shopper, owner(anne ?? null), order, ['customer:self']],
    ['and not another’s', shopper, owner(bob ?? null), order, null],
    ['nor what belongs to nobody known', shopper, owner(null), order, null],
    [
      'a self scope without a shopper is worth nothing',
      { ...shopper, customerId: null },
      NOBODY,
      order,
      null,
    ],
    [
      'being the shopper without the scope is not enough',
      { ...shopper, scopes: [] },
      owner(anne ?? null),
      order,
      null,
    ],
    ['a guest sees their order', guest, owner(null, 'ord_1'), order, ['order:guest']],
    ['whosever it is', guest, owner(bob ?? null, 'ord_1'), order, ['order:guest']],
    ['and no other', guest, owner(null, 'ord_2'), order, null],
    ['a guest without a good token sees none', { ...guest, orderId: null }, owner(null, null), order, null],
    [
      'an order token without its scope opens nothing',
      { ...guest, scopes: [] },
      owner(null, 'ord_1'),
      order,
      null,
    ],
    ['staff sees anybody’s', agent, owner(bob ?? null), order, ['order:read']],
    ['and what belongs to nobody', agent, NOBODY, payments, ['order:payments']],
    [
      'an employee sees another’s by what they hold as one',
      both,
      owner(bob ?? null),
      payments,
      ['order:payments'],
    ],
    [
      'and not by what they hold as a shopper',
      { ...both, scopes: ['customer:self', 'order:read'] },
      owner(bob ?? null),
      payments,
      null,
    ],
    ['all scopes of an alternative are needed', agent, NOBODY, rule(['order:read', 'ops:read']), null],
    [
      'and all of them suffice',
      agent,
      NOBODY,
      rule(['ops:read'], ['order:read', 'order:payments']),
      ['order:read', 'order:payments'],
    ],
    [
      'one of them being for one’s own makes it for one’s own',
      both,
      owner(bob ?? null),
      rule(['order:read', 'customer:self']),
      null,
    ],
    ['a policy is nobody’s', both, owner(anne ?? null), { ...order, policy: true }, null],
    [
      'who is not known is not authenticated',
      guest,
      owner(null, 'ord_1'),
      { ...order, authenticated: true },
      null,
    ],
    ['who is known is', agent, NOBODY, { scopes: null, authenticated: true, policy: false }, []],
    ['which alone is no scope', shopper, NOBODY, { ...payments, authenticated: true }, null],
  ])('%s', (_, viewer, whose, asked, expected) => {
    expect(may(viewer, whose, asked)).toEqual(expected)
  })
})

const scopes = fc.subarray([...SCOPE_NAMES])
const rules = fc.record<Rule>({
  scopes: fc.option(
    fc.array(fc.subarray([...SCOPE_NAMES], { minLength: 1, maxLength: 2 }), { maxLength: 4 }),
  ),
  authenticated: fc.boolean(),
  policy: fc.constant(false),
})
const customers = fc.option(fc.constantFrom(...([anne, bob] as CustomerId[])))
const orders = fc.option(fc.constantFrom('ord_1', 'ord_2'))
const knowns = fc.record<Known>({
  subject: fc.option(fc.constant('someone')),
  scopes,
  customerId: customers,
  orderId: orders,
})
const owners = fc.record<Owner>({ customerId: customers, orderId: orders })

describe('whatever the viewer, the owner and the rule', () => {
  it('what allows is one of the rule’s alternatives, held whole', () => {
    fc.assert(
      fc.property(knowns, owners, rules, (viewer, whose, asked) => {
        const by = may(viewer, whose, asked)
        if (by === null || asked.scopes === null) return by === null || by.length === 0
        return asked.scopes.includes(by) && by.every((scope) => viewer.scopes.includes(scope))
      }),
    )
  })

  it('nobody sees another’s by scopes for one’s own alone', () => {
    fc.assert(
      fc.property(knowns, owners, rules, (viewer, whose, asked) => {
        const self = { ...viewer, scopes: viewer.scopes.filter(isForOwn) }
        const stranger = {
          ...whose,
          customerId: viewer.customerId === anne ? (bob ?? null) : (anne ?? null),
          orderId: 'ord_3',
        }
        return asked.scopes === null || may(self, stranger, asked) === null
      }),
    )
  })

  it('another scope never takes anything away', () => {
    fc.assert(
      fc.property(knowns, owners, rules, scopes, (viewer, whose, asked, more) => {
        const richer = { ...viewer, scopes: [...new Set([...viewer.scopes, ...more])] }
        return may(viewer, whose, asked) === null || may(richer, whose, asked) !== null
      }),
    )
  })

  it('a standing says what may does of everybody’s, of one’s own, and of nobody’s', () => {
    fc.assert(
      fc.property(knowns, owners, rules, (known, whose, asked) => {
        const viewer: Viewer = { ...ANONYMOUS, ...known, orderToken: known.orderId }
        const { of } = standing(viewer, asked)
        const allowed = may(known, whose, asked) !== null
        const own = may(known, { customerId: known.customerId, orderId: known.orderId }, asked) !== null
        if (of === 'ANYBODY') return allowed && own
        if (of === 'OWN') return own && may(known, NOBODY, asked) === null
        return !allowed && !own
      }),
    )
  })
})
