import ts from 'typescript'

/** Programs whose findings of no file in particular have been told. @type {WeakSet<ts.Program>} */
const told = new WeakSet()

/**
 * What the compiler finds. The rules of types have it check every file as it is; asked here, it need not read and
 * check everything once more in a process of its own.
 * @type {import('eslint').Rule.RuleModule}
 */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'No error of types' },
    schema: [],
    messages: { found: 'TS{{code}}: {{text}}' }
  },
  create: context => {
    const services = /** @type {{ program?: ts.Program | null } | undefined} */ (
      context.sourceCode.parserServices
    )
    const program = services?.program
    const file = program?.getSourceFile(context.filename)
    if (!program || file === undefined) return {}
    return {
      Program: () => {
        for (const found of diagnostics(program, file)) {
          const place = ts.getLineAndCharacterOfPosition(file, found.file === file ? (found.start ?? 0) : 0)
          context.report({
            loc: { line: place.line + 1, column: place.character },
            messageId: 'found',
            data: { code: String(found.code), text: ts.flattenDiagnosticMessageText(found.messageText, '\n') }
          })
        }
      }
    }
  }
}

/**
 * All that `tsc -p` would say of a file, and once of its program.
 * @param {ts.Program} program
 * @param {ts.SourceFile} file
 * @returns {readonly ts.Diagnostic[]}
 */
function diagnostics(program, file) {
  const own = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
  // The compiler as well looks at declarations only where all else holds.
  if (own.length === 0 && program.getCompilerOptions().composite === true)
    own.push(...program.getDeclarationDiagnostics(file))
  if (told.has(program)) return own
  told.add(program)
  return [...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics(), ...own]
}
