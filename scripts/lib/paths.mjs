import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, absolute. Links to a script (the package's bin) are resolved by Node already. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * A path inside the project.
 * @param {...string} parts
 */
export function inRoot(...parts) {
  return join(root, ...parts)
}

/**
 * One line about the set-up. Always to stderr: stdout belongs to the answer of the command.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** An end of the set-up that the user can mend; its message is shown without a stack. */
export class SetupError extends Error {}
