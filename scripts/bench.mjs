#!/usr/bin/env node
import './lib/need-node.mjs'
import { ensure, main } from './lib/ensure.mjs'
import { inRoot, root } from './lib/paths.mjs'
import { handOver, toolEnv } from './lib/run.mjs'

// npm run bench [-- <part of a bench's name>...]
await main(async () => {
  const { node } = await ensure()
  const args = [inRoot('scripts', 'lib', 'bench-run.mjs'), ...process.argv.slice(2)]
  return handOver(node, args, { cwd: root, env: toolEnv(node) })
})
