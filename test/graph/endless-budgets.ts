import { VIEWER_KINDS } from '../../subgraphs/shared/access/viewer.ts'

const most = 1_000_000_000
const client = `{ requestsPerSecond: ${most}, requestBurst: ${most}, costPerSecond: ${most}, costBudget: ${most} }`

/** Lines of the section `limits`, for tests that ask more in a moment than people would. */
export const CLIENTS_WITHOUT_END = `  clients:\n${VIEWER_KINDS.map((kind) => `    ${kind}: ${client}\n`).join('')}`
