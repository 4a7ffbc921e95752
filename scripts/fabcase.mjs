#!/usr/bin/env node
import './lib/need-node.mjs'
import { ensure, main } from './lib/ensure.mjs'
import { inRoot } from './lib/paths.mjs'
import { handOver } from './lib/run.mjs'

await main(async () => {
  const args = process.argv.slice(2)
  // Only the host serves the renderer; every other command answers after building main alone.
  const { node } = await ensure(args.includes('host') ? ['main', 'renderer'] : ['main'])
  return handOver(node, [inRoot('out', 'main', 'cli.js'), ...args])
})
