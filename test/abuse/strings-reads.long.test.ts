import { everyTextIn } from './every-text.ts'

everyTextIn('where something is asked for', ({ at }) => !at.startsWith('Mutation.'))
