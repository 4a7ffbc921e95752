import { describe, expect, it } from 'vitest'
import { readCommandLine, Shown } from '../../../main/cli/program'
import { languageOf, type Language } from '../../../main/core/texts'

/** What a command line shows, and how it ends: 0 help, 2 wrong use, null where it asks for work. */
function read(
  line: string,
  language: Language = 'en'
): { code: number | null; out: string; err: string; json: boolean } {
  let out = ''
  let err = ''
  const screens = {
    out: (text: string) => {
      out += text
    },
    err: (text: string) => {
      err += text
    }
  }
  try {
    const { json } = readCommandLine(line === '' ? [] : line.split(' '), language, screens, '9.9.9')
    return { code: null, out, err, json }
  } catch (error) {
    if (error instanceof Shown) return { code: error.asked ? 0 : 2, out, err, json: false }
    throw error
  }
}

const commands = [
  'inspect <file>',
  'store create <folder>',
  'store check <store>',
  'store info <store>',
  'import <store> <files...>',
  'case list <store>',
  'case show <store> <case>',
  'search <store> <text>',
  'audit verify <store>',
  'audit export <store>',
  'backup <store>',
  'restore <backup> <folder>',
  'user add <store> <login>',
  'user disable <store> <login>',
  'user unlock <store> <login>',
  'host <store>'
]

describe.each(commands)('%s', usage => {
  const name = usage.replace(/ <.*/, '')
  const args = usage
    .slice(name.length)
    .trim()
    .split(' ')
    .map((_, index) => `a${index}`)

  it('has help with its use, an example, the exit codes and --json', () => {
    const { code, out, err } = read(`${name} --help`)
    expect(code).toBe(0)
    expect(err).toBe('')
    expect(out).toContain(`Usage: fabcase ${name}`)
    expect(out).toContain(usage.slice(name.length + 1))
    expect(out).toMatch(new RegExp(`Examples:\n  fabcase ${name} \\S`))
    expect(out).toContain('Exit codes: 0')
    expect(out).toContain('--json')
  })

  it('takes its arguments, with --json before or after', () => {
    const line = `${name} ${args.join(' ')}`
    expect(read(line)).toEqual({ code: null, out: '', err: '', json: false })
    expect(read(`${line} --json`).json).toBe(true)
    expect(read(`--json ${line}`).json).toBe(true)
    expect(read(`--lang zh ${line}`).code).toBeNull()
  })

  it('without its arguments ends with 2 and the right use', () => {
    const { code, out, err } = read(name)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toMatch(/^The argument <\w+> is missing\./)
    expect(err).toContain(`Usage: fabcase ${name}`)
  })

  it('with an option nobody knows, or too many arguments', () => {
    const unknown = read(`${name} ${args.join(' ')} --nonsense`)
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unknown.err).toMatch(/^There is no option --nonsense\./)
    if (usage.includes('...')) return
    const many = read(`${name} ${args.join(' ')} more`)
    expect(many).toMatchObject({ code: 2, out: '' })
    expect(many.err).toContain('There are more arguments')
  })
})

describe('wrong use', () => {
  it.each(['', 'store', 'case', 'audit', 'user'])('%j alone shows what there is', line => {
    const { code, out, err } = read(line)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('Commands:')
  })

  it.each([
    ['impor x', 'There is no command impor. Did you mean import?'],
    ['store crate x', 'There is no command crate. Did you mean create?'],
    ['host x --port x1', 'The value of'],
    ['host x --port 99999', 'The value of'],
    ['host x --port', 'The option'],
    ['case list x --limit -3', 'The value of'],
    ['audit export x --format xml', 'The value of']
  ])('%j: %s', (line, words) => {
    const { code, err } = read(line)
    expect(code).toBe(2)
    expect(err).toContain(words)
    expect(err).toContain('Usage: ')
  })

  it('shows the right use in the language asked for, all of the line', () => {
    expect(read('fta', 'zh-CN').err).toMatch(/^用法： fabcase fta \[选项\] <file>$/m)
    expect(read('store', 'zh-CN').err).toMatch(/^用法： fabcase store \[选项\] \[命令\]$/m)
  })

  it.each([
    ['import x', 'The argument <files> is missing.', 'fabcase import [options] <store> <files...>'],
    ['impor x', 'There is no command impor. Did you mean import?', 'fabcase [options] [command]'],
    ['host x --port x1', 'The value of', 'fabcase host [options] <store>'],
    ['store info x --nonsense', 'There is no option --nonsense.', 'fabcase store info [options] <store>'],
    ['store', 'A command is missing.', 'fabcase store [options] [command]'],
    ['', 'A command is missing.', 'fabcase [options] [command]']
  ])('%j with --json answers JSON on standard output', (line, words, usage) => {
    for (const asked of [`${line} --json`, `--json ${line}`]) {
      const { code, out, err } = read(asked.trim())
      expect({ code, err }).toEqual({ code: 2, err: '' })
      const answer = JSON.parse(out) as Record<string, unknown>
      expect(answer['fault']).toMatchObject({ code: 'Invalid', key: 'contract.input' })
      expect(answer['what']).toContain(words)
      expect(answer['usage']).toBe(usage)
      expect(answer['help']).toContain(`Usage: ${usage}`)
    }
  })

  it('is not taken for JSON where --json is only a name', () => {
    expect(read('import x --nonsense -- --json')).toMatchObject({ code: 2, out: '' })
  })

  it('is told in Chinese to those who read it', () => {
    const { err } = read('import', 'zh-CN')
    expect(err).toContain('缺少参数 <store>。')
    expect(err).toContain('用法：')
  })
})

it('tells its version', () => {
  expect(read('--version')).toMatchObject({ code: 0, out: '9.9.9\n' })
})

it.each([
  ['zh_CN.UTF-8', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-TW', 'zh-CN'],
  ['en_US.UTF-8', 'en'],
  ['C', 'en'],
  [undefined, 'en'],
  ['zhuang', 'en']
])('%s is read as %s', (asked, language) => {
  expect(languageOf(asked)).toBe(language)
})
