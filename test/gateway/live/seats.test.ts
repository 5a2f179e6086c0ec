import { describe, expect, it } from 'vitest'
import { createSeats } from '../../../gateway/live/seats.ts'

describe('places for live answers', () => {
  it('are bounded for one client, and for all', () => {
    const seats = createSeats({ streams: 3, perClient: 2 })
    const [first, second, third, other, last] = ['a', 'a', 'a', 'b', 'c'].map(seats)
    expect([first, second, third, other, last].map((one) => one !== null)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ])
  })

  it('are given back once', () => {
    const seats = createSeats({ streams: 2, perClient: 1 })
    const leave = seats('a')
    leave?.()
    leave?.()
    expect(seats('a')).not.toBeNull()
    expect(seats('a')).toBeNull()
    expect(seats('b')).not.toBeNull()
    expect(seats('c')).toBeNull()
  })
})
