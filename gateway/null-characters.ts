import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql'

/** Refuses U+0000 in the texts of an operation: databases and files end or fail at it. In variables it is refused as JSON is read. */
export function noNullCharacters(context: ValidationContext): ASTVisitor {
  return {
    StringValue(node) {
      if (!node.value.includes('\0')) return
      const message = 'expected no character U+0000'
      context.reportError(new GraphQLError(message, { nodes: [node], extensions: { code: 'BAD_INPUT' } }))
    },
  }
}
