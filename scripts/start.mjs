#!/usr/bin/env node
import './lib/need-node.mjs'
import { openBrowser } from './lib/browser.mjs'
import { chooseFront, electronBinary, fetchElectron } from './lib/electron.mjs'
import { ensureBuilt, ensureInstalled, main } from './lib/ensure.mjs'
import { inRoot, root, say } from './lib/paths.mjs'
import { handOver, toolEnv } from './lib/run.mjs'

/** An Electron that ends this soon, and badly, could not start at all: a library or the sandbox is missing. */
const STILLBORN_MS = 5_000

await main(async () => {
  const asked = process.argv.slice(2)
  const browser = asked.includes('--browser')
  const quiet = asked.includes('--no-open')
  const args = asked.filter(arg => arg !== '--browser' && arg !== '--no-open')
  const { node } = await ensureInstalled()

  const [front] = await Promise.all([findFront(node, browser), ensureBuilt(node)])
  if (front.go === 'desktop') {
    const began = Date.now()
    const code = await handOver(front.binary, [root, ...args], { env: toolEnv(node) })
    if (code === 0 || Date.now() - began > STILLBORN_MS) return code
    say(
      `FabCase: the desktop window could not start (Electron ended with ${code}), so it opens in a browser.`
    )
  } else {
    say(`FabCase: opens in a browser, not in a window of its own: ${front.why}.`)
  }
  return host(node, args, !quiet)
})

/**
 * Decides between window and browser within ten seconds, unless a download of Electron is really moving.
 * @param {string} node
 * @param {boolean} browser
 * @returns {Promise<{ go: 'desktop', binary: string } | { go: 'host', why: string }>}
 */
async function findFront(node, browser) {
  const uid = process.getuid?.()
  const choice = chooseFront({
    platform: process.platform,
    env: process.env,
    uid,
    binary: electronBinary(),
    browser
  })
  if (choice.go !== 'fetch') return choice
  say("FabCase: looking for Electron's runtime")
  const fetched = await fetchElectron(node)
  const binary = electronBinary()
  if (fetched.ok && binary !== undefined) return { go: 'desktop', binary }
  const why = fetched.ok ? 'it is not where it should be' : fetched.why
  return { go: 'host', why: `Electron's runtime is not here and could not be fetched (${why})` }
}

/**
 * Runs the host until it ends and opens its address, which it prints when it is ready.
 * @param {string} node
 * @param {string[]} args
 * @param {boolean} open
 */
function host(node, args, open) {
  return handOver(node, [inRoot('out', 'main', 'host.js'), ...args], {
    stdio: ['inherit', 'pipe', 'inherit'],
    onSpawn: child => {
      let printed = ''
      child.stdout?.on('data', chunk => {
        process.stdout.write(chunk)
        if (printed === 'done') return
        printed += String(chunk)
        const url = /^FabCase: (https?:\/\/\S+)\s/m.exec(printed)?.[1]
        if (url === undefined) return
        printed = 'done'
        if (open) openBrowser(url)
      })
    }
  })
}
