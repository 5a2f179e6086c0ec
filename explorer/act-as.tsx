import { useState } from 'react'
import { type Actor, remember } from './people.ts'

interface ActAsProps {
  readonly people: readonly Actor[]
  readonly first: Actor
  /** Called with whom the next operations are asked as. */
  readonly choose: (actor: Actor) => void
}

/** Lets the visitor ask as one of the sandbox's people. */
export function ActAs({ people, first, choose }: ActAsProps) {
  const [chosen, setChosen] = useState(first)
  const change = (name: string) => {
    const actor = people.find((one) => one.name === name) ?? first
    setChosen(actor)
    remember(actor)
    choose(actor)
  }
  return (
    <label className="act-as">
      Act as{' '}
      <select value={chosen.name} onChange={({ target }) => change(target.value)}>
        {people.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  )
}
