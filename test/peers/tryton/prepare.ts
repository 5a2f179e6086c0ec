import { prepareDump } from './start.ts'

// Fills Tryton's database with the small world ahead of the tests that want it: it takes minutes, of one core.
await prepareDump()
