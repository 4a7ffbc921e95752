import { Command, Help, InvalidArgumentError, Option, type ErrorOptions, type HelpContext } from 'commander'
import type { FtaOptions } from './commands/fta'
import type { Language } from '../core/texts'
import { FabError } from '@contract/errors'
import { type Blanks, cliText, type Run, type TextKey } from './run'

/** What the arguments ask for; run once the whole line was read. */
export type Chosen = (run: Run) => Promise<number>

/** The arguments were read. */
export interface Asked {
  readonly chosen: Chosen
  readonly json: boolean
  /** The right use of the command that was chosen. */
  readonly use: RightUse
}

/** How a command is used: `fabcase import [options] <store> <files...>`, and all of its help. */
export interface RightUse {
  readonly usage: string
  readonly help: string
}

/** Wrong use as the answer to `--json`. `field`: the argument, option or command it is about, where known. */
export function wrongUse(what: string, field: string, { usage, help }: RightUse): string {
  const { fault } = new FabError('contract.input', { field, issue: what, issues: [] })
  return `${JSON.stringify({ fault, what, usage, help }, null, 2)}\n`
}

/** Wrong use; the right one has been shown, or the help that was asked for. */
export class Shown extends Error {
  readonly asked: boolean

  constructor(asked: boolean) {
    super()
    this.asked = asked
  }
}

/** Where help and refusals go. */
export interface Screens {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

const troubles: Readonly<Record<string, TextKey>> = {
  'commander.missingArgument': 'usage.missingArgument',
  'commander.optionMissingArgument': 'usage.optionMissingArgument',
  'commander.missingMandatoryOptionValue': 'usage.missingOption',
  'commander.unknownOption': 'usage.unknownOption',
  'commander.unknownCommand': 'usage.unknownCommand',
  'commander.excessArguments': 'usage.excessArguments',
  'commander.invalidArgument': 'usage.invalidArgument'
}

/** A command whose refusals say what was wrong in the user's language and show the right use. */
class Order extends Command {
  readonly #language: Language
  readonly #screens: Screens
  readonly #json: boolean

  constructor(name: string | undefined, language: Language, screens: Screens, json: boolean) {
    super(name)
    this.#language = language
    this.#screens = screens
    this.#json = json
  }

  override createCommand(name?: string): Order {
    return new Order(name, this.#language, this.#screens, this.#json)
  }

  get use(): RightUse {
    return {
      usage: this.createHelp().commandUsage(this),
      help: this.helpInformation({ error: true })
    }
  }

  override error(message: string, { code }: ErrorOptions = {}): never {
    const key = troubles[code ?? '']
    // Commander quotes what the trouble is about; the rest of its sentence is English.
    const name = /'([^']*)'/.exec(message)?.[1] ?? ''
    const hint = /\(Did you mean (.*)\?\)/s.exec(message)?.[1]
    const words = key === undefined ? message : cliText(this.#language, key, { name })
    const meant = hint === undefined ? '' : ` ${cliText(this.#language, 'usage.didYouMean', { name: hint })}`
    this.#refuse(`${words}${meant}`, name)
  }

  /** A group without its command, which commander answers with its help alone. */
  override help(context?: HelpContext | ((text: string) => string)): never {
    if (!this.#json || typeof context === 'function' || context?.error !== true)
      return super.help(context as HelpContext)
    this.#refuse(cliText(this.#language, 'usage.missingCommand'), '')
  }

  #refuse(what: string, field: string): never {
    if (this.#json) this.#screens.out(wrongUse(what, field, this.use))
    else this.#screens.err(`${what}\n\n${this.use.help}`)
    throw new Shown(false)
  }
}

const wholeNumber = (least: number, most: number) => (given: string) => {
  const number = /^\d{1,9}$/.test(given) ? Number(given) : NaN
  if (number >= least && number <= most) return number
  throw new InvalidArgumentError(`${least}..${most}`)
}

const collect = (given: string, before: readonly string[] | undefined) => [...(before ?? []), given]

/**
 * Read a command line. What a command needs is loaded when it runs: `--help` and wrong use answer at
 * once.
 * @throws Shown after help and after wrong use
 */
export function readCommandLine(
  args: readonly string[],
  language: Language,
  screens: Screens,
  version: string
): Asked {
  const t = (key: TextKey, blanks?: Blanks) => cliText(language, key, blanks)
  // Known before the rest is understood: who asked for JSON is answered so, wrong use included.
  const json = args.slice(0, [...args, '--'].indexOf('--')).includes('--json')
  let chosen: Chosen | null = null
  const run = (next: Chosen) => {
    chosen = next
  }
  const program = new Order('fabcase', language, screens, json)
  program
    .description(t('about'))
    .version(version, '--version', t('option.version'))
    .helpOption('-h, --help', t('option.help'))
    .helpCommand('help [command]', t('option.helpCommand'))
    .option('--json', t('option.json'))
    .option('--lang <language>', t('option.lang'))
    .configureHelp({
      showGlobalOptions: true,
      commandUsage: command =>
        new Help()
          .commandUsage(command)
          .replace('[options]', t('usage.options'))
          .replace('[command]', t('usage.command')),
      styleTitle: title => {
        const key = title.replace(/:$/, '').toLowerCase()
        const known = {
          usage: 'title.usage',
          arguments: 'title.arguments',
          options: 'title.options',
          'global options': 'title.global',
          commands: 'title.commands'
        } as const
        const found = Object.entries(known).find(([name]) => name === key)
        return found === undefined ? title : t(found[1])
      }
    })
    .configureOutput({ writeOut: screens.out, writeErr: screens.err })
    .exitOverride(({ code }) => {
      throw new Shown(code === 'commander.helpDisplayed' || code === 'commander.version')
    })
    .addHelpText('after', `\n${t('exits')}`)

  const add = (parent: Command, usage: string, about: TextKey, examples: readonly string[]): Command => {
    const shown = examples.map(example => `  fabcase ${example}`).join('\n')
    const command = parent.command(usage).description(t(about)).helpOption('-h, --help', t('option.help'))
    // Inherited by the program's own commands alone; groups pass it on by hand.
    return command.addHelpText('after', `\n${t('title.examples')}\n${shown}\n\n${t('exits')}`)
  }
  /** For commands that take any file: what of them is read. */
  const reading = (command: Command): Command =>
    command.summary(command.description()).description(`${command.description()}\n\n${t('reads')}`)
  const group = (name: string, about: TextKey): Command =>
    program.command(name).description(t(about)).helpOption('-h, --help', t('option.help')).helpCommand(false)
  const withAdmin = (command: Command): Command =>
    command.option('--admin <login>', t('option.admin')).option('--password-stdin', t('option.passwordStdin'))

  reading(add(program, 'inspect', 'inspect.does', ['inspect lot2.stdf.gz', 'inspect lot2.stdf.gz --json']))
    .argument('<file>', t('argument.file'))
    .action((file: string) => {
      run(async r => (await import('./commands/inspect')).inspect(r, file))
    })

  add(program, 'fta', 'fta.does', [
    'fta model.xml --list 20 --importance',
    'fta model.xml --json --top TopEvent --limit-order 4'
  ])
    .argument('<file>', t('argument.mef'))
    .option('--top <gate>', t('option.top'))
    .option('--limit-order <events>', t('option.limitOrder'))
    .option('--cut-off <probability>', t('option.cutOff'))
    .option('--list <number>', t('option.list'))
    .option('--importance', t('option.importance'))
    .option('--prime-implicants', t('option.primes'))
    .option('--qualitative', t('option.qualitative'))
    .action((file: string, options: FtaOptions) => {
      run(async r => (await import('./commands/fta')).fta(r, file, options))
    })

  const store = group('store', 'store.does')
  add(store, 'create', 'store.create', ['store create plant', 'store create /data/plant --name "Plant 2"'])
    .argument('<folder>', t('argument.newFolder'))
    .option('--name <name>', t('option.storeName'))
    .action((folder: string, options: { name?: string }) => {
      run(async r => (await import('./commands/store')).storeCreate(r, folder, options))
    })
  add(store, 'check', 'store.checks', ['store check plant.fabcase', 'store check plant.fabcase --deep'])
    .argument('<store>', t('argument.store'))
    .option('--deep', t('option.deep'))
    .action((folder: string, options: { deep?: boolean }) => {
      run(async r => (await import('./commands/store')).storeCheck(r, folder, options))
    })
  add(store, 'info', 'store.tells', ['store info plant.fabcase', 'store info plant.fabcase --json'])
    .argument('<store>', t('argument.store'))
    .action((folder: string) => {
      run(async r => (await import('./commands/store')).storeInfo(r, folder))
    })

  reading(
    add(program, 'import', 'import.does', [
      'import plant.fabcase lot2.stdf.gz a595.stdf.gz',
      'import plant.fabcase wafers/*.stdf --case FC-2026-0001'
    ])
  )
    .argument('<store>', t('argument.store'))
    .argument('<files...>', t('argument.files'))
    .option('--case <number>', t('option.case'))
    .action((folder: string, files: string[], options: { case?: string }) => {
      run(async r => (await import('./commands/import')).importFiles(r, folder, files, options))
    })

  add(program, 'demo', 'demo.does', ['demo try-it', 'demo try-it --seed 7', 'demo try-it --reset'])
    .argument('<folder>', t('argument.newFolder'))
    .option('--seed <number>', t('option.seed'), wholeNumber(0, 999_999_999))
    .option('--reset', t('option.reset'))
    .action((folder: string, options: { seed?: number; reset?: boolean }) => {
      run(async r => (await import('./commands/demo')).demo(r, folder, options))
    })

  const cases = group('case', 'case.does')
  add(cases, 'list', 'case.list', [
    'case list plant.fabcase',
    'case list plant.fabcase --open --text leakage'
  ])
    .argument('<store>', t('argument.store'))
    .option('--text <words>', t('option.text'))
    .addOption(new Option('--state <state>', t('option.state')).argParser(collect))
    .option('--open', t('option.open'))
    .option('--limit <number>', t('option.limit'), wholeNumber(1, 1000), 100)
    .action((folder: string, options: { text?: string; state?: string[]; open?: boolean; limit: number }) => {
      run(async r => (await import('./commands/cases')).caseList(r, folder, options))
    })
  add(cases, 'show', 'case.show', ['case show plant.fabcase FC-2026-0001'])
    .argument('<store>', t('argument.store'))
    .argument('<case>', t('argument.case'))
    .action((folder: string, id: string) => {
      run(async r => (await import('./commands/cases')).caseShow(r, folder, id))
    })

  add(program, 'search', 'search.does', [
    'search plant.fabcase leakage',
    'search plant.fabcase 漏电 --kind case'
  ])
    .argument('<store>', t('argument.store'))
    .argument('<text>', t('argument.text'))
    .addOption(new Option('--kind <kind>', t('option.kind')).argParser(collect))
    .option('--limit <number>', t('option.limit'), wholeNumber(1, 100), 20)
    .action((folder: string, text: string, options: { kind?: string[]; limit: number }) => {
      run(async r => (await import('./commands/search')).search(r, folder, text, options))
    })

  const audit = group('audit', 'audit.does')
  add(audit, 'verify', 'audit.verify', ['audit verify plant.fabcase'])
    .argument('<store>', t('argument.store'))
    .action((folder: string) => {
      run(async r => (await import('./commands/audit')).auditVerify(r, folder))
    })
  add(audit, 'export', 'audit.export', [
    'audit export plant.fabcase --format csv --out trail.csv',
    'audit export plant.fabcase --json --from 2026-01-01'
  ])
    .argument('<store>', t('argument.store'))
    .addOption(new Option('--format <format>', t('option.format')).choices(['csv', 'json']))
    .option('--out <file>', t('option.out'))
    .option('--text <words>', t('option.text'))
    .option('--action <action>', t('option.action'))
    .option('--from <time>', t('option.from'))
    .option('--until <time>', t('option.until'))
    .action((folder: string, options: AuditExportFlags) => {
      run(async r => (await import('./commands/audit')).auditExport(r, folder, options))
    })

  withAdmin(
    add(program, 'backup', 'backup.does', [
      'backup plant.fabcase --admin chief',
      'backup plant.fabcase --to /mnt/backup --full --admin chief --password-stdin < secret.txt',
      'backup plant.fabcase --list'
    ])
      .argument('<store>', t('argument.store'))
      .option('--to <folder>', t('option.to'))
      .option('--full', t('option.full'))
      .option('--list', t('option.list'))
  ).action((folder: string, options: AdminFlags & { to?: string; full?: boolean; list?: boolean }) => {
    run(async r => (await import('./commands/backup')).backup(r, folder, options))
  })
  withAdmin(
    add(program, 'restore', 'backup.restore', [
      'restore plant.fabcase/backups/2026-11-21T02-00-00Z plant-again --admin chief'
    ])
      .argument('<backup>', t('argument.backup'))
      .argument('<folder>', t('argument.newFolder'))
      .addOption(new Option('--attachments <folder>', t('option.attachments')).argParser(collect))
  ).action((from: string, into: string, options: AdminFlags & { attachments?: string[] }) => {
    run(async r => (await import('./commands/backup')).restore(r, from, into, options))
  })

  const user = group('user', 'user.does')
  withAdmin(
    add(user, 'add', 'user.add', [
      'user add plant.fabcase chief --name "Chief Example"',
      'user add plant.fabcase wang.min --name 王敏 --role engineer --admin chief'
    ])
      .argument('<store>', t('argument.store'))
      .argument('<login>', t('argument.login'))
      .option('--name <name>', t('option.name'))
      .option('--role <role>', t('option.role'))
      .option('--email <address>', t('option.email'))
      .option('--department <name>', t('option.department'))
  ).action((folder: string, login: string, options: AdminFlags & UserAddFlags) => {
    run(async r => (await import('./commands/users')).userAdd(r, folder, login, options))
  })
  for (const [name, about] of [
    ['disable', 'user.disable'],
    ['unlock', 'user.unlock']
  ] as const)
    withAdmin(
      add(user, name, about, [`user ${name} plant.fabcase wang.min --admin chief`])
        .argument('<store>', t('argument.store'))
        .argument('<login>', t('argument.login'))
    ).action((folder: string, login: string, options: AdminFlags) => {
      run(async r => {
        const { userDisable, userUnlock } = await import('./commands/users')
        return (name === 'disable' ? userDisable : userUnlock)(r, folder, login, options)
      })
    })

  add(program, 'host', 'host.does', ['host plant.fabcase', 'host plant.fabcase --port 8080 --open'])
    .argument('<store>', t('argument.store'))
    .option('--port <number>', t('option.port'), wholeNumber(0, 65_535))
    .option('--open', t('option.openBrowser'))
    .action((folder: string, options: { port?: number; open?: boolean }) => {
      run(async r => (await import('./commands/host')).host(r, folder, options))
    })

  let use = program.use
  program.hook('preAction', (_program, command) => {
    if (command instanceof Order) use = command.use
  })
  program.parse([...args], { from: 'user' })
  // A group without its command has shown its help and thrown; what is left chose something.
  if (chosen === null) throw new Shown(false)
  return { chosen, json: program.opts<{ json?: boolean }>().json === true, use }
}

interface AdminFlags {
  admin?: string
  passwordStdin?: boolean
}

interface UserAddFlags {
  name?: string
  role?: string
  email?: string
  department?: string
}

interface AuditExportFlags {
  format?: 'csv' | 'json'
  out?: string
  text?: string
  action?: string
  from?: string
  until?: string
}
