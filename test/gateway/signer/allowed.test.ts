import { expect, it } from 'vitest'
import { allowedAddresses } from '../../../gateway/signer/allowed.ts'

const own = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

it('allows this machine, and nobody else who is not named', () => {
  const isAllowed = allowedAddresses([])
  expect(own.map(isAllowed)).toEqual([true, true, true])
  expect(['10.0.0.7', '::ffff:10.0.0.7', 'fe80::1', '', 'nonsense'].map(isAllowed)).toEqual(
    Array(5).fill(false),
  )
})

it('allows addresses and ranges of both families', () => {
  const isAllowed = allowedAddresses(['10.0.0.7', '10.1.0.0/16', 'fd00::/8', 'fe80::1'])
  const allowed = ['10.0.0.7', '::ffff:10.0.0.7', '10.1.255.1', 'fd12::1', 'fe80::1', ...own]
  expect(allowed.filter((address) => !isAllowed(address))).toEqual([])
  expect(['10.0.0.8', '::ffff:10.0.0.8', '10.2.0.1', 'fe00::1', 'fe80::2'].filter(isAllowed)).toEqual([])
})
