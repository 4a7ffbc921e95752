import { mkdirSync } from 'node:fs'
import { inRoot } from './paths.mjs'
import { npmCommand } from './install.mjs'
import { run, toolEnv, toolFile } from './run.mjs'

const LIMIT_MS = 900_000

/**
 * ESLint knows the types of all it looks at, and tells their errors as well: each file is checked as what the
 * tsconfig of its runtime makes of it. All at once would not fit in the memory a process has. What lies beside the
 * folders is looked at with the scripts.
 */
const LINTED = {
  renderer: ['renderer'],
  tests: ['tests'],
  main: ['main', 'preload'],
  scripts: ['scripts', 'eslint-rules', '*.mjs', '*.ts', '.dependency-cruiser.mjs']
}

/** Of a machine's memory; V8 takes half of it at most, and less on large machines. */
const LINT_MEGABYTES = 6144

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
  const rules = Object.entries(LINTED).map(([name, paths]) => ({
    name: `types and code rules of ${name} (ESLint, TypeScript)`,
    run: () => {
      // Types are millions of small objects: much of the time would go into moving the young ones about.
      const memory = [`--max-old-space-size=${LINT_MEGABYTES}`, '--max-semi-space-size=64']
      const args = [...memory, toolFile('eslint', 'eslint'), ...paths, '--max-warnings', '0']
      return run(node, args, { env, limitMs: LIMIT_MS })
    }
  }))
  return [
    ...rules,
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
