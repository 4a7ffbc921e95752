#!/usr/bin/env node
import './lib/need-node.mjs'
import { readFileSync, writeFileSync } from 'node:fs'
import { ensure, main } from './lib/ensure.mjs'
import { nativeFiles } from './lib/native.mjs'
import { inRoot, root, say } from './lib/paths.mjs'
import { handOver, toolEnv, toolFile } from './lib/run.mjs'

// npm run installer [-- --win | --linux | --mac | --dir]: electron-builder's own options are passed on.
await main(async () => {
  const { node } = await ensure()
  const native = nativeFiles(root, JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')))
  writeFileSync(inRoot('out', 'native.json'), `${JSON.stringify(native, null, 2)}\n`)
  say(`FabCase: ${Object.keys(native).length} native files recorded; packing`)
  const args = ['--config', 'electron-builder.config.ts', '--publish', 'never', ...process.argv.slice(2)]
  return handOver(node, [toolFile('electron-builder'), ...args], { cwd: root, env: toolEnv(node) })
})
