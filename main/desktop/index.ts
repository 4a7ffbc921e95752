import { join } from 'node:path'
import { app, crashReporter, dialog, protocol } from 'electron'
import { launchSchema, readLaunch } from './launch'
import { RotatingLog } from './log'
import { defaultPolicy, readPolicy } from './policy'
import { Program } from './program'
import { schemes } from './protocol'
import { Settings } from './settings'
import { applySwitches } from './switches'
import { firstLanguage, text } from './texts'

const built = import.meta.dirname
const log = new RotatingLog(join(app.getPath('userData'), 'logs'))
const launch = { args: process.argv.slice(app.isPackaged ? 1 : 2), cwd: process.cwd() }

/** Stores and files that macOS hands over, kept until there is a program to take them. */
const opened: string[] = []
let running: Program | null = null

app.on('open-file', (event, path) => {
  event.preventDefault()
  if (running === null) opened.push(path)
  else running.take(readLaunch([path], '/'))
})

async function start(): Promise<void> {
  const settings = await Settings.read(join(app.getPath('userData'), 'desktop.json'))
  const policy = app.isPackaged
    ? await readPolicy(join(process.resourcesPath, 'policy.json'), message => {
        log.error(message)
      })
    : defaultPolicy
  try {
    const program = new Program({
      preload: join(built, '../preload/index.cjs'),
      core: join(built, 'core.js'),
      renderer: join(built, '../renderer'),
      devServer: app.isPackaged ? null : (process.env['ELECTRON_RENDERER_URL'] ?? null),
      policy,
      settings,
      log
    })
    program.attach()
    app.on('second-instance', (_event, _argv, _cwd, data) => {
      const given = launchSchema.safeParse(data)
      program.take(given.success ? readLaunch(given.data.args, given.data.cwd) : { stores: [], files: [] })
    })
    await app.whenReady()
    await program.start(readLaunch([...launch.args, ...opened], launch.cwd))
    running = program
  } catch (error) {
    log.error('FabCase could not start', error)
    await log.flush()
    const language = firstLanguage(settings.values.language, app.getLocale())
    const reason = error instanceof Error ? error.message : String(error)
    dialog.showErrorBox(
      text(language, 'dialog.failedTitle'),
      text(language, 'dialog.failedText', { reason, log: log.dir })
    )
    app.exit(1)
  }
}

process.on('uncaughtException', error => {
  log.error('uncaught', error)
})
process.on('unhandledRejection', error => {
  log.error('unhandled rejection', error)
})

const steered = applySwitches(app)
if (steered !== null) {
  log.error(`started with --${steered}, which the installed program does not accept`)
  void log.flush().finally(() => {
    app.exit(1)
  })
} else if (!app.requestSingleInstanceLock(launch)) {
  app.quit()
} else {
  app.setAppUserModelId('com.fabcase.desktop')
  crashReporter.start({ uploadToServer: false })
  protocol.registerSchemesAsPrivileged(schemes)
  log.info(`FabCase ${app.getVersion()} starts: Electron ${process.versions.electron}, ${process.platform}`)
  void start()
}
