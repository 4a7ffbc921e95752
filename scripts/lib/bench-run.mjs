// Runs on Node 24: bundles the benches, as the product is bundled, and runs each in a process of its own.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { benchTable } from './bench-table.mjs'
import { ensureChromium } from './chromium.mjs'
import { inRoot, root, say } from './paths.mjs'
import { run, toolEnv } from './run.mjs'

const LIMIT_MS = 900_000
const folder = inRoot('tests', 'bench')
const wanted = process.argv.slice(2)
const names = (existsSync(folder) ? readdirSync(folder) : [])
  .filter(file => file.endsWith('.bench.mts'))
  .map(file => basename(file, '.bench.mts'))
  .filter(name => wanted.length === 0 || wanted.some(part => name.includes(part)))
  .sort()

if (names.length === 0) {
  say(`There is no bench ${wanted.join(' ')} in tests/bench.`)
  process.exit(2)
}

const out = inRoot('out', 'bench')
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: {
    alias: { '@contract': inRoot('preload', 'contract'), '@locales': inRoot('resources', 'locales') }
  },
  build: {
    ssr: true,
    outDir: out,
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: Object.fromEntries(names.map(name => [name, join(folder, `${name}.bench.mts`)])),
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' }
    }
  }
})

const chromium = await ensureChromium(process.execPath)
const env = toolEnv(process.execPath, { CHROMIUM_PATH: chromium, NODE_OPTIONS: '--enable-source-maps' })
/** @type {import('./bench-table.mjs').BenchRow[]} */
const rows = []
let failed = 0
for (const name of names) {
  const result = join(out, `${name}.json`)
  rmSync(result, { force: true })
  const one = inRoot('scripts', 'lib', 'bench-one.mjs')
  const ran = await run(process.execPath, ['--expose-gc', one, join(out, `${name}.mjs`), result], {
    env,
    limitMs: LIMIT_MS
  })
  say(`${name}: ${ran.seconds.toFixed(1)} s`)
  if (ran.output.trim() !== '') say(ran.output.trimEnd())
  if (ran.code === 0 && existsSync(result)) {
    rows.push(...JSON.parse(readFileSync(result, 'utf8')))
    continue
  }
  failed += 1
  say(`${name}: FAILED${ran.timedOut ? ' (stopped: it ran for longer than it may)' : ''}`)
}

process.stdout.write(`\n${benchTable(rows)}\n`)
const missed = rows.filter(row => row.ok === false).length
process.stdout.write(`\n${rows.length} figures, ${missed} short of their target, ${failed} benches failed\n`)
process.exitCode = missed > 0 || failed > 0 ? 1 : 0
