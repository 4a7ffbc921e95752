import { ALL_PARTS, build, staleParts } from './build.mjs'
import { install, installedNode } from './install.mjs'
import { withLock } from './lock.mjs'
import { SetupError, say } from './paths.mjs'

/**
 * Makes sure that the packages of the lock file are installed.
 * @returns {Promise<{ node: string }>} the Node 24 that everything is run with
 */
export async function ensureInstalled() {
  return installedNode() ?? (await withLock(install))
}

/**
 * Makes sure that the build of some parts is current.
 * @param {string} node
 * @param {readonly import('./build.mjs').Part[]} [parts]
 */
export async function ensureBuilt(node, parts = ALL_PARTS) {
  if (staleParts(parts).length === 0) return
  await withLock(async () => {
    const stale = staleParts(parts)
    if (stale.length > 0) await build(node, stale)
  })
}

/**
 * Both of the above: what a command needs before it can begin. Quick where everything is current.
 * @param {readonly import('./build.mjs').Part[]} [parts]
 * @returns {Promise<{ node: string }>}
 */
export async function ensure(parts = ALL_PARTS) {
  const ready = await ensureInstalled()
  await ensureBuilt(ready.node, parts)
  return ready
}

/**
 * Runs a script's body: a set-up that fails is told in its own words, anything else with its stack.
 * @param {() => Promise<number>} body gives the exit code
 */
export async function main(body) {
  try {
    process.exitCode = await body()
  } catch (error) {
    say(
      error instanceof SetupError
        ? `FabCase: ${error.message}`
        : String(error instanceof Error ? error.stack : error)
    )
    process.exitCode = 1
  }
}
