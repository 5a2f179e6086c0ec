import { everyTextIn } from './every-text.ts'

everyTextIn('where something is changed', ({ at }) => at.startsWith('Mutation.'))
