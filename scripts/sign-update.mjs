#!/usr/bin/env node
import './lib/need-node.mjs'
import { ensureInstalled, main } from './lib/ensure.mjs'
import { inRoot } from './lib/paths.mjs'
import { handOver, toolEnv } from './lib/run.mjs'

// npm run sign-update -- --key <private key> [folder]: lists the installers of a folder and signs the list.
await main(async () => {
  const { node } = await ensureInstalled()
  const args = [inRoot('scripts', 'lib', 'sign-update-run.mjs'), ...process.argv.slice(2)]
  return handOver(node, args, { env: toolEnv(node) })
})
