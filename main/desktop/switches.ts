import type { App } from 'electron'

/** What is set on the command line of Chromium's processes before anything else. */
export type SwitchedApp = Pick<App, 'enableSandbox' | 'isPackaged'> & {
  readonly commandLine: Pick<App['commandLine'], 'appendSwitch' | 'hasSwitch'>
}

/** Ways to steer the program from outside that a packaged one does not accept. */
const steering = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'load-extension'
]

/** Parts of Chromium that would speak to servers, or learn from what is typed. */
const features = [
  'AutofillServerCommunication',
  'AutofillEnableAccountWalletStorage',
  'CertificateTransparencyComponentUpdater',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'Translate',
  'WebBluetooth',
  'WebUSB'
]

/**
 * Set the switches that must precede Electron's `ready`. Returns the name of a steering switch the
 * program was started with when it must refuse to run, else null.
 */
export function applySwitches(app: SwitchedApp): string | null {
  const { commandLine } = app
  if (app.isPackaged) {
    const found = steering.find(name => commandLine.hasSwitch(name))
    if (found !== undefined) return found
  }
  app.enableSandbox()
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'disable-client-side-phishing-detection',
    'no-pings',
    'no-first-run'
  ]) {
    commandLine.appendSwitch(name)
  }
  commandLine.appendSwitch('disable-features', features.join(','))
  return null
}
