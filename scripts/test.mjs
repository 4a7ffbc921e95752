#!/usr/bin/env node
import './lib/need-node.mjs'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureChromium } from './lib/chromium.mjs'
import { staticChecks } from './lib/checks.mjs'
import {
  NONE,
  ONE_FAILED,
  ONE_PASSED,
  countLine,
  playwrightCounts,
  sum,
  vitestCounts
} from './lib/counts.mjs'
import { ensureBuilt, ensureInstalled } from './lib/ensure.mjs'
import { failureText, playwrightFailures, playwrightWavering, vitestFailures } from './lib/failures.mjs'
import { filesUnder } from './lib/build.mjs'
import { SetupError, inRoot, root } from './lib/paths.mjs'
import { endTogether, run, toolEnv, toolFile } from './lib/run.mjs'

/** @typedef {import('./lib/counts.mjs').Counts} Counts */

const USAGE = 'npm test [-- --static | --only vitest | --only e2e]'
const VITEST_MS = 720_000
const E2E_MS = 600_000
const REPORTS = inRoot('test-results')

/** @param {string} text */
const print = text => process.stdout.write(`${text}\n`)

/** @param {string} title */
const heading = title => print(`\n== ${title} ==`)

/**
 * A line for what has passed; for what has not, the failures first and then everything.
 * @param {string} name
 * @param {Counts} counts
 * @param {import('./lib/run.mjs').Ran} ran
 * @param {{ detail?: string, failures?: readonly import('./lib/failures.mjs').Failure[] }} [more]
 */
function report(name, counts, ran, { detail = '', failures = [] } = {}) {
  const verdict = counts.failed === 0 ? 'ok  ' : 'FAIL'
  print(`${verdict}  ${name}${detail}  ${ran.seconds.toFixed(1)} s`)
  if (counts.failed === 0) return
  if (failures.length > 0) print(`\n${failureText(failures)}\n`)
  print(ran.output.trimEnd())
  if (ran.timedOut) print('It was stopped: it had run for longer than it may.')
}

/**
 * The static checks, two at a time.
 * @param {string} node
 * @returns {Promise<Counts>}
 */
async function runStatic(node) {
  heading('Static checks')
  const waiting = staticChecks(node)
  /** @type {Counts[]} */
  const counts = []
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const ran = await check.run()
      const outcome = ran.code === 0 ? ONE_PASSED : ONE_FAILED
      counts.push(outcome)
      report(check.name, outcome, ran)
    }
  }
  await Promise.all([worker(), worker()])
  return sum(counts)
}

/**
 * @param {string} node
 * @param {string | undefined} chromium
 * @returns {Promise<Counts>}
 */
async function runVitest(node, chromium) {
  heading('Unit, store, format, host, desktop and fault tests (Vitest)')
  const file = `${REPORTS}/vitest.json`
  rmSync(file, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const env = toolEnv(node, { CHROMIUM_PATH: chromium, NO_COLOR: '1' })
  const ran = await run(node, [toolFile('vitest'), 'run', ...reporters], { env, limitMs: VITEST_MS })
  const told = readJson(file)
  const counts = vitestCounts(told, ran.code)
  report('vitest', counts, ran, { detail: `: ${countLine(counts)}`, failures: vitestFailures(told) })
  return counts
}

/**
 * @param {string} node
 * @param {string | undefined} chromium
 * @returns {Promise<Counts>}
 */
async function runEndToEnd(node, chromium) {
  heading('In the browser (Playwright, axe-core)')
  if (!filesUnder(root, ['tests/e2e']).some(file => file.endsWith('.spec.ts'))) {
    print('skip  there is no tests/e2e/*.spec.ts')
    return { ...NONE, skipped: 1 }
  }
  if (chromium === undefined) {
    print(
      'FAIL  no Chromium was found and none could be installed: install one, or name it in CHROMIUM_PATH.'
    )
    return ONE_FAILED
  }
  const file = `${REPORTS}/playwright.json`
  rmSync(file, { force: true })
  const env = toolEnv(node, { CHROMIUM_PATH: chromium, NO_COLOR: '1' })
  const ran = await run(node, [toolFile('@playwright/test', 'playwright'), 'test'], { env, limitMs: E2E_MS })
  const told = readJson(file)
  const counts = playwrightCounts(told, ran.code)
  report('playwright', counts, ran, { detail: `: ${countLine(counts)}`, failures: playwrightFailures(told) })
  const wavering = playwrightWavering(told)
  if (wavering.length > 0) print(`\nPassed at the second try only, to be mended:\n${failureText(wavering)}\n`)
  return counts
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * @param {readonly string[]} args
 * @returns {{ checks: boolean, vitest: boolean, e2e: boolean } | undefined}
 */
function plan(args) {
  const [first, second, ...rest] = args
  if (first === undefined) return { checks: true, vitest: true, e2e: true }
  if (rest.length > 0) return undefined
  if (first === '--static' && second === undefined) return { checks: true, vitest: false, e2e: false }
  if (first === '--only' && second === 'vitest') return { checks: false, vitest: true, e2e: false }
  if (first === '--only' && second === 'e2e') return { checks: false, vitest: false, e2e: true }
  return undefined
}

const asked = plan(process.argv.slice(2))
if (asked === undefined) {
  process.stderr.write(`Usage: ${USAGE}\n`)
  process.exit(2)
}

endTogether()
/** @type {Counts[]} */
const all = []
try {
  heading('Set-up')
  const { node } = await ensureInstalled()
  print(`ok    Node and packages: ${node}`)
  mkdirSync(REPORTS, { recursive: true })
  // The checks read sources alone, so that they still speak where the build does not pass.
  if (asked.checks) all.push(await runStatic(node))
  if (asked.vitest || asked.e2e) {
    heading('Build and browser')
    await ensureBuilt(node)
    const chromium = await ensureChromium(node)
    print(`ok    build; Chromium: ${chromium ?? 'none'}`)
    if (asked.vitest) all.push(await runVitest(node, chromium))
    if (asked.e2e) all.push(await runEndToEnd(node, chromium))
  }
} catch (error) {
  const words = error instanceof SetupError ? error.message : error instanceof Error ? error.stack : error
  print(`FAIL  ${String(words)}`)
  all.push(ONE_FAILED)
}

const total = sum(all)
print(`\n${countLine(total)}`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
