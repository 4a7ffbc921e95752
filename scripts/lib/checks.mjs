import { mkdirSync } from 'node:fs'
import { inRoot } from './paths.mjs'
import { npmCommand } from './install.mjs'
import { run, toolEnv, toolFile } from './run.mjs'

const LIMIT_MS = 900_000

/** One tsconfig per runtime proves that each sees only what it has there. */
const RUNTIMES = ['preload/contract', 'preload', 'main', 'renderer', 'tests', 'scripts']

/**
 * @typedef {{ name: string, run: () => Promise<import('./run.mjs').Ran> }} Check
 */

/**
 * What holds without running the product, longest first, so that two at a time end together.
 * @param {string} node
 * @returns {Check[]}
 */
export function staticChecks(node) {
  const cache = inRoot('node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const env = toolEnv(node)
  /** @param {string} pkg @param {string} command @param {string[]} args */
  const tool = (pkg, command, ...args) =>
    run(node, [toolFile(pkg, command), ...args], { env, limitMs: LIMIT_MS })
  const types = RUNTIMES.map(project => ({
    name: `types of ${project} (tsc)`,
    run: () => tool('typescript', 'tsc', '-p', project, '--pretty', 'false')
  }))
  return [
    {
      name: 'code rules (ESLint)',
      run: () => tool('eslint', 'eslint', '.', '--max-warnings', '0')
    },
    ...types.reverse(),
    {
      name: 'format (Prettier)',
      run: () =>
        tool(
          'prettier',
          'prettier',
          '--check',
          '--log-level',
          'warn',
          '--cache',
          '--cache-location',
          `${cache}/prettier-check`,
          '.'
        )
    },
    {
      name: 'arrows between rooms (dependency-cruiser)',
      run: () =>
        tool(
          'dependency-cruiser',
          'depcruise',
          '--config',
          '.dependency-cruiser.mjs',
          'main',
          'preload',
          'renderer'
        )
    },
    { name: 'unused files, exports and packages (knip)', run: () => tool('knip', 'knip', '--no-progress') },
    { name: 'lock file and install scripts (npm ci --dry-run)', run: lockCheck }
  ]
}

/** Offline: everything it judges is in package.json, the lock file and node_modules. */
function lockCheck() {
  const npm = npmCommand()
  const args = ['ci', '--dry-run', '--strict-allow-scripts', '--offline', '--no-audit', '--no-fund']
  return run(npm.command, [...npm.args, ...args], { env: npm.env, limitMs: LIMIT_MS })
}
