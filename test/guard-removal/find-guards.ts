import ts from 'typescript'

/** A check of the product that can be removed: where it stands, what is removed, and what it is replaced by. */
export interface Guard {
  /** From the root of the checkout. */
  readonly file: string
  readonly line: number
  /** The function or constant around it. */
  readonly within: string
  /** In words: `condition is false`. */
  readonly what: string
  /** The text that is replaced, in one line. */
  readonly text: string
  /** Of the text in the file, characters. */
  readonly start: number
  readonly end: number
  /** The text around the replaced one: what stands before it, between the two, and after it. */
  readonly put: (isRemoved: string) => readonly [before: string, after: string]
}

/** A replacement of one node, before its name is known. */
interface Removal {
  readonly node: ts.Node
  readonly what: string
  readonly put: Guard['put']
}

/** Calls that decide or refuse, and what they would say if everything were allowed. */
const ALLOWING: Readonly<Record<string, string>> = { may: '[]', admit: 'undefined', admitKey: 'undefined' }

/** Calls that stand alone and throw where something is refused. */
const REFUSING_CALL = /^(refuse|verify|check|freshen|guard)(?=[A-Z]|$|Entities)/

/** Words of an expression that refuses. */
const REFUSING =
  /refus|forbidden|(?<!typeof )error(?!\.)|disbelie|UNKNOWN|NOBODY|PERHAPS|unavailable|tooLarge|unsure/i

/** What makes a value true or false: a comparison, or a call that tests something. */
const TESTS = new Set(['every', 'some', 'includes', 'has', 'hasOwn', 'test', 'timingSafeEqual', 'isSubType'])

/** The checks in a file's text, in their order: the rules are in `README.md`. */
export function findGuards(file: string, text: string): readonly Guard[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const found: Guard[] = []
  const visit = (node: ts.Node): void => {
    for (const { node: at, what, put } of removalsAt(node)) {
      const start = at.getStart(source)
      const line = source.getLineAndCharacterOfPosition(start).line + 1
      const removed = text.slice(start, at.end).replaceAll(/\s+/g, ' ')
      found.push({ file, line, within: within(at), what, text: removed, start, end: at.end, put })
    }
    // What is thrown is refused however it is worded.
    if (!ts.isThrowStatement(node)) ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function removalsAt(node: ts.Node): readonly Removal[] {
  const all = [atStatement, atOperand, atConditional, atAnswer, atCall, atProperty].flatMap((at) => at(node))
  return all.filter((one) => !beginsStatement(one.node))
}

/** A parenthesis there would be the previous line's, as statements end without a semicolon. */
function beginsStatement(node: ts.Node): boolean {
  const statement = ts.findAncestor(node, ts.isExpressionStatement)
  return statement !== undefined && statement !== node && statement.getStart() === node.getStart()
}

const instead = (value: string): Guard['put'] => {
  return (isRemoved) => [`(${isRemoved} ? (${value}) : (`, '))']
}

/** `throw` and calls that refuse are left out; conditions before a refusal are false, before what is allowed true. */
function atStatement(node: ts.Node): readonly Removal[] {
  const leftOut: Guard['put'] = (isRemoved) => [`{ if (!(${isRemoved})) { `, ' } }']
  if (ts.isThrowStatement(node)) return [{ node, what: 'left out', put: leftOut }]
  if (ts.isExpressionStatement(node) && REFUSING_CALL.test(calledIn(node.expression)))
    return [{ node, what: 'left out', put: leftOut }]
  if (!ts.isIfStatement(node)) return []
  const left = leavingBy(node.thenStatement)
  if (left === null) return []
  if (isRefusing(left)) return [{ node: node.expression, what: 'condition is false', put: instead('false') }]
  const next = following(node)
  if (!next || !(ts.isThrowStatement(next) || isRefusing(leavingBy(next)))) return []
  return [{ node: node.expression, what: 'condition is true', put: instead('true') }]
}

function following(node: ts.Statement): ts.Statement | undefined {
  const block = node.parent
  if (!ts.isBlock(block)) return undefined
  return block.statements[block.statements.indexOf(node) + 1]
}

/** The return with which a statement ends; null when it goes on, or throws (whose `throw` is looked at by itself). */
function leavingBy(statement: ts.Statement): ts.ReturnStatement | null {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement
  return last && ts.isReturnStatement(last) ? last : null
}

function isRefusing(left: ts.ReturnStatement | null): boolean {
  return left?.expression !== undefined && refuses(left.expression)
}

function refuses(expression: ts.Expression): boolean {
  const bare = ts.isParenthesizedExpression(expression) ? expression.expression : expression
  if (bare.kind === ts.SyntaxKind.NullKeyword || bare.kind === ts.SyntaxKind.FalseKeyword) return true
  return ts.isStringLiteral(bare) || REFUSING.test(bare.getText())
}

/** Each side of `&&` and `||` is as if it were not there. */
function atOperand(node: ts.Node): readonly Removal[] {
  if (!ts.isBinaryExpression(node)) return []
  const { kind } = node.operatorToken
  const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken
  if (!isAnd && kind !== ts.SyntaxKind.BarBarToken) return []
  const sides = [node.left, node.right].filter((side) => !isSameOperator(side, kind))
  return sides.map((side) => ({ node: side, what: 'not asked', put: instead(isAnd ? 'true' : 'false') }))
}

/** Of `a && b && c` each of the three is removed once. */
function isSameOperator(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === kind
}

/** `a ? refusal : b` is `b`. */
function atConditional(node: ts.Node): readonly Removal[] {
  if (!ts.isConditionalExpression(node)) return []
  const { condition, whenTrue, whenFalse } = node
  if (refuses(whenTrue)) return [{ node: condition, what: 'condition is false', put: instead('false') }]
  return refuses(whenFalse) ? [{ node: condition, what: 'condition is true', put: instead('true') }] : []
}

/** What a function answers by a comparison or a test is true. */
function atAnswer(node: ts.Node): readonly Removal[] {
  const answer = answerOf(node)
  return answer && isTest(answer) ? [{ node: answer, what: 'answer is true', put: instead('true') }] : []
}

function answerOf(node: ts.Node): ts.Expression | null {
  if (ts.isReturnStatement(node)) return node.expression ?? null
  return ts.isArrowFunction(node) && !ts.isBlock(node.body) ? node.body : null
}

const COMPARISONS = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
  ts.SyntaxKind.InKeyword,
])

function isTest(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node)) return COMPARISONS.has(node.operatorToken.kind)
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken
  return ts.isCallExpression(node) && TESTS.has(calledIn(node))
}

/** The last name of what is called. */
function calledIn(node: ts.Node): string {
  if (ts.isAwaitExpression(node)) return calledIn(node.expression)
  if (!ts.isCallExpression(node)) return ''
  const { expression } = node
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text
  return ts.isIdentifier(expression) ? expression.text : ''
}

/** Calls that decide allow; of every one some is enough; of two bounds one is gone. */
function atCall(node: ts.Node): readonly Removal[] {
  if (!ts.isCallExpression(node)) return []
  const called = calledIn(node)
  const { expression } = node
  if (Object.hasOwn(ALLOWING, called) && ts.isIdentifier(expression))
    return [{ node, what: 'allows', put: instead(ALLOWING[called] ?? '') }]
  if (!ts.isPropertyAccessExpression(expression)) return []
  if (called === 'every') {
    const at = expression.name.getStart() - node.getStart()
    const some = `${node.getText().slice(0, at)}some${node.getText().slice(at + called.length)}`
    return [{ node, what: 'some is enough', put: instead(some) }]
  }
  if (called === 'where')
    return [{ node, what: 'not looked for', put: instead(expression.expression.getText()) }]
  const isBound = expression.expression.getText() === 'Math' && (called === 'min' || called === 'max')
  if (!isBound || node.arguments.length !== 2 || node.arguments.some(ts.isSpreadElement)) return []
  return node.arguments.map((one, at) => {
    const other = node.arguments[at === 0 ? 1 : 0]?.getText() ?? ''
    return { node: one, what: 'no bound', put: instead(`(${other})`) }
  })
}

/** Options by which tokens are verified, and the owners that subgraphs name. */
function atProperty(node: ts.Node): readonly Removal[] {
  if (!ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) return []
  if (!isVerifying(node.parent) && !isOwners(node.parent)) return []
  return [{ node, what: 'left out', put: (isRemoved) => [`...(${isRemoved} ? {} : { `, ' })'] }]
}

function isOwners({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && calledIn(parent) === 'defineSubgraph'
}

function isVerifying(object: ts.Node): boolean {
  const { parent } = object
  if (ts.isCallExpression(parent)) return calledIn(parent) === 'jwtVerify'
  if (!ts.isVariableDeclaration(parent)) return false
  const block = parent.parent.parent.parent
  const used = new RegExp(`jwtVerify\\([^)]*\\b${parent.name.getText()}\\b[^)]*\\)`)
  return used.test(block.getText())
}

/** The innermost function with a name, or the constant of the file. */
function within(node: ts.Node): string {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
    if (ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) return at.name?.getText() ?? 'file'
    if (ts.isVariableDeclaration(at) && ts.isSourceFile(at.parent.parent.parent)) return at.name.getText()
  }
  return 'file'
}
