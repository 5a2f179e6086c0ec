import { describe, expect, it } from 'vitest'
import { findGuards } from './find-guards.ts'
import { switched } from './switched.ts'

const found = (text: string) => findGuards('a.ts', text).map((guard) => `${guard.what}: ${guard.text}`)

describe('a check is found where', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['something is thrown', 'if (a) throw b', ['left out: throw b']],
    ['a refusal is returned', 'function f() { if (a) return forbidden(b) }', ['condition is false: a']],
    [
      'what is allowed is returned before a refusal',
      'function f() { if (a) return b\n throw c }',
      ['condition is true: a', 'left out: throw c'],
    ],
    ['a remembered value is returned: nowhere', 'function f() { if (a) return a\n return b() }', []],
    [
      'several things are asked',
      'const x = a && (b || c) && d',
      ['not asked: (b || c)', 'not asked: d', 'not asked: a', 'not asked: b', 'not asked: c'],
    ],
    ['one of two answers refuses', 'const x = a ? null : b', ['condition is false: a']],
    ['the other one does', "const x = a ? b : 'wrong-time'", ['condition is true: a']],
    [
      'a test is answered',
      'const f = (a) => a === b\nfunction g() { return d.includes(e) }',
      ['answer is true: a === b', 'answer is true: d.includes(e)'],
    ],
    ['all are asked', 'const x = a(b.every(c))', ['some is enough: b.every(c)']],
    ['somebody decides', 'const x = b(may(viewer, owner, rule))', ['allows: may(viewer, owner, rule)']],
    [
      'a call refuses by itself',
      'refuseWrong(a)\nawait keys.freshen()\nother(a)',
      ['left out: refuseWrong(a)', 'left out: await keys.freshen()'],
    ],
    ['something is bounded', 'const x = Math.min(a, b)', ['no bound: a', 'no bound: b']],
    [
      'a token is verified',
      'async function f() {\n const o = { issuer, algorithms: a }\n const p = { c }\n await jwtVerify(t, k, o)\n}',
      ['left out: issuer', 'left out: algorithms: a'],
    ],
    ['an owner is named', 'const s = defineSubgraph("s", r, { A: ownA })', ['left out: A: ownA']],
  ])('%s', (_, text, expected) => {
    expect([...found(text)].sort()).toEqual([...expected].sort())
  })

  it('tells the line, and the function around it', () => {
    const [guard] = findGuards('a.ts', 'const a = 1\n\nfunction f() {\n  throw b\n}')
    expect(guard).toMatchObject({ file: 'a.ts', line: 4, within: 'f', text: 'throw b' })
  })
})

describe('a removed check', () => {
  const text = `
    function f(a, b) {
      if (a && b.every((one) => one > 0)) return 1
      throw new Error('refused')
    }
    return f`
  const guards = findGuards('a.ts', text).map((guard, at) => ({ guard, id: at + 1 }))
  const answerOf = (removed: number, ...given: readonly unknown[]) => {
    const made: (...all: readonly unknown[]) => unknown = new Function('globalThis', switched(text, guards))({
      guardRemoved: removed,
    })
    try {
      return made(...given)
    } catch (error) {
      return error instanceof Error ? error.message : error
    }
  }
  const idOf = (what: string) =>
    guards.find(({ guard }) => `${guard.what}: ${guard.text}`.startsWith(what))?.id ?? 0

  it('changes nothing while none is removed', () => {
    expect([answerOf(0, true, [1]), answerOf(0, false, [1]), answerOf(0, true, [1, 0])]).toEqual([
      1,
      'refused',
      'refused',
    ])
  })

  it.each<readonly [string, readonly unknown[], unknown]>([
    ['condition is true', [false, [0]], 1],
    ['not asked: a', [false, [1]], 1],
    ['not asked: b.every', [true, [0]], 1],
    ['some is enough', [true, [1, 0]], 1],
    ['answer is true', [true, [0]], 1],
    ['left out', [false, [1]], undefined],
  ])('is gone where it was: %s', (what, given, expected) => {
    expect(answerOf(0, ...given)).toBe('refused')
    expect(idOf(what)).toBeGreaterThan(0)
    expect(answerOf(idOf(what), ...given)).toBe(expected)
  })
})
