import { z } from 'zod'
import { VIEWER_KINDS } from '../../subgraphs/shared/access/viewer.ts'

/** What becomes of an operation that asks for something its viewer may not see. */
export const authorisation = z
  .strictObject({
    refused: z
      .enum(['NULL', 'OPERATION'])
      .default('NULL')
      .describe(
        'what is refused for a field that a viewer may not see. NULL: that field, which is answered null with an error; OPERATION: the whole operation, before anything is asked',
      ),
    introspection: z
      .array(z.enum(VIEWER_KINDS))
      .default(['STAFF'])
      .describe(
        'who may read the schema by introspection. GraphiQL needs it to show the schema; an empty list is nobody',
      ),
  })
  .prefault({})
  .describe('what viewers are refused. Who may see what is in the schema')
