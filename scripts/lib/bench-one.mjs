// One bench in one process: node --expose-gc bench-one.mjs <bundle> <result.json>
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [bundle, result] = process.argv.slice(2)
if (bundle === undefined || result === undefined) throw new Error('bench-one.mjs <bundle> <result.json>')
const bench = await import(pathToFileURL(bundle).href)
if (typeof bench.default !== 'function')
  throw new Error('A bench exports: default async function bench(): Promise<Row[]>')
const rows = await bench.default()
writeFileSync(result, JSON.stringify(rows))
// What a bench left open (a pool, a server) must not keep the table waiting.
process.exit(0)
