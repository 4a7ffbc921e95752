/**
 * Pictures of the gallery under the app's policy: `node shots.mjs <folder> [filter]`, after
 * `vite build --config tests/unit/renderer/gallery/vite.config.ts`. Exits 1 on any policy violation or
 * error in the console.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { serve } from './serve.mjs'

const [, , out = 'test-results/gallery', filter = ''] = process.argv
const built = resolve(import.meta.dirname, '../../../../out/gallery')
mkdirSync(out, { recursive: true })

/**
 * Scenes: name, address, and what to do before the picture.
 * @type {[string, string, ((page: import('@playwright/test').Page) => Promise<unknown>)?][]}
 */
const scenes = [
  ['welcome', '?app=welcome'],
  ['setup', '?app=setup'],
  ['sign-in', '?app=signIn'],
  ['must', '?app=must'],
  ['shell', '?app=in'],
  [
    'palette',
    '?app=in',
    page =>
      page.keyboard
        .press('Control+k')
        .then(() => page.keyboard.type('LOT'))
        .then(() => page.waitForTimeout(500))
  ],
  ['jobs', '?app=in', page => page.click('header [class*=tools] button >> nth=0')],
  ['user', '?app=in', page => page.click('header [class*=tools] button >> nth=2')],
  ['keys', '?app=in', page => page.keyboard.press('?')],
  ['lock', '?app=in', page => page.keyboard.press('Control+Shift+l')],
  ['nowhere', '?app=in#/nowhere'],
  ['down', '?app=down'],
  ['pieces', '?only='],
  ['charts', '?only=charts'],
  ['wafer', '?only=wafer'],
  ['big-wafer', '?only=bigWafer', page => page.mouse.move(400, 400)],
  ['conflict', '?only=conflict'],
  ['grid', '?only=grid']
]

const { server, url } = await serve(built)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
  ]
})
let wrong = 0
/** @type {[string, string, number, number][]} */
const faces = [
  ['en', 'light', 1280, 800],
  ['zh-CN', 'dark', 1280, 800],
  ['zh-CN', 'light', 1920, 1080],
  ['en', 'dark', 1920, 1080]
]
const only =
  process.env.FACES === undefined ? faces : faces.filter((_, i) => process.env.FACES.includes(String(i)))
for (const [language, scheme, width, height] of only) {
  const context = await browser.newContext({ viewport: { width, height }, locale: language })
  await context.addInitScript(
    ([lang, dark]) => {
      localStorage.setItem('fabcase.language', lang)
      localStorage.setItem('fabcase.scheme', dark)
      localStorage.setItem(
        'fabcase.roster',
        JSON.stringify([
          { login: 'lin.mei', name: '林美玲' },
          { login: 'a.novak', name: 'Anna Novak' }
        ])
      )
      document.addEventListener('securitypolicyviolation', event =>
        console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
      )
    },
    [language, scheme]
  )
  for (const [name, address, act] of scenes) {
    if (!name.includes(filter)) continue
    const page = await context.newPage()
    page.on('console', message => {
      if (message.type() !== 'error' && message.type() !== 'warning') return
      wrong++
      console.log(`${name}: ${message.text().slice(0, 400)}`)
    })
    page.on('pageerror', error => {
      wrong++
      console.log(`${name}: ${error.stack ?? error}`)
    })
    await page.goto(url + address)
    await page.waitForTimeout(900)
    await act?.(page)
    await page.waitForTimeout(act === undefined ? 100 : 350)
    await page.screenshot({ path: join(out, `${name}-${language}-${scheme}-${width}.png`) })
    await page.close()
  }
  await context.close()
}
await browser.close()
server.close()
console.log(`pictures in ${out}, ${wrong} complaints of the console`)
process.exit(wrong > 0 ? 1 : 0)
