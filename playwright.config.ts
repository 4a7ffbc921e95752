import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

/** `npm test` names the Chromium it found; run by hand, the usual places of a Linux system serve as well. */
const chromium =
  process.env['CHROMIUM_PATH'] ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path))

/** The longer files begin first, so that no worker is left with one of them when the other has nothing more to do. */
const LONG = [
  'cases-list',
  'cases-workspace',
  'defects',
  'demo',
  'eyes',
  'main-job',
  'pareto',
  'records',
  'records-complaint',
  'records-looks',
  'shell',
  'studio'
].map(name => `**/${name}.spec.ts`)

export default defineConfig({
  testDir: 'tests/e2e',
  projects: [
    { name: 'long', testMatch: LONG },
    { name: 'short', testMatch: '**/*.spec.ts', testIgnore: LONG }
  ],
  outputDir: 'test-results/e2e',
  fullyParallel: false,
  // As many as there are cores: with one more a walk is slow enough to meet every race there is.
  workers: Math.min(4, Math.max(2, availableParallelism())),
  // A walk passes through a whole browser on a machine that others use as well. `npm test` names each that needed its
  // second try, with what went wrong at the first: it is to be mended, but stops nobody's work.
  retries: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      // Where no language is set, Chromium takes file names for ASCII and calls every other file "download".
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      args: [
        // As root, as in most containers, Chromium refuses its sandbox.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync'
      ]
    }
  }
})
