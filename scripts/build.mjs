#!/usr/bin/env node
import './lib/need-node.mjs'
import { ALL_PARTS, build } from './lib/build.mjs'
import { ensureInstalled, main } from './lib/ensure.mjs'
import { withLock } from './lib/lock.mjs'

await main(async () => {
  const { node } = await ensureInstalled()
  await withLock(() => build(node, ALL_PARTS))
  return 0
})
