// Starts `worker.ts` where the code runs from source (tests, `npm run dev`): a worker thread does not inherit tsx.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
