import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { FabError, faults } from '@contract/errors'
import { describe, expect, it } from 'vitest'
import { faultOf } from '../../../main/core/faults'

const root = resolve(import.meta.dirname, '../../..')
const locales = join(root, 'resources/locales')

type Texts = { readonly [key: string]: string | Texts }

function read(language: string, namespace: string): Texts {
  return JSON.parse(readFileSync(join(locales, language, `${namespace}.json`), 'utf8')) as Texts
}

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) flat.set(path, text)
  }
  return flat
}

/** Chinese has one plural form, English two: compare the keys without their plural endings. */
const singular = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '')

function blanks(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(match => match[1] ?? ''))].toSorted()
}

const namespaces = readdirSync(join(locales, 'en'))
  .filter(name => name.endsWith('.json'))
  .map(name => name.slice(0, -'.json'.length))

describe('texts', () => {
  it('has the same namespaces in both languages', () => {
    const other = readdirSync(join(locales, 'zh-CN')).filter(name => name.endsWith('.json'))
    expect(other.toSorted()).toEqual(namespaces.map(name => `${name}.json`).toSorted())
  })

  it.each(namespaces)('%s: same keys, nothing empty, same blanks', namespace => {
    const en = flatten(read('en', namespace))
    const zh = flatten(read('zh-CN', namespace))
    expect([...new Set([...zh.keys()].map(singular))].toSorted()).toEqual(
      [...new Set([...en.keys()].map(singular))].toSorted()
    )
    for (const [key, text] of [...en, ...zh]) expect(text.trim(), key).not.toBe('')
    for (const [key, text] of en) {
      // 'A folder' needs no number.
      if (key.endsWith('_one')) continue
      const translated = zh.get(key)
      if (translated !== undefined) expect(blanks(translated), `${namespace}:${key}`).toEqual(blanks(text))
    }
  })

  it.each(['en', 'zh-CN'])('%s: every fault has what happened and what to do, and no other', language => {
    const texts = flatten(read(language, 'errors'))
    const wanted = Object.keys(faults).flatMap(key => [`${key}.do`, `${key}.what`])
    // What to do where the fault tells an address to go to.
    const led = [...texts.keys()].filter(key => key.endsWith('.doAt'))
    expect([...texts.keys()].toSorted()).toEqual([...wanted, ...led].toSorted())
    for (const key of led) expect(blanks(texts.get(key) ?? ''), key).toContain('address')
  })

  it('ask for no detail of a fault that stays behind at the boundary', () => {
    for (const [key, text] of flatten(read('en', 'errors')))
      for (const blank of blanks(text)) {
        const told = faultOf(new FabError('record.conflict', { [blank]: 'x' }), 'test')
        expect(told.details, key).toHaveProperty(blank)
      }
  })
})

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sources(path)
    else if (/\.tsx?$/.test(entry.name)) yield path
  }
}

describe('text keys in the code', () => {
  const all = new Set<string>()
  for (const namespace of namespaces) {
    for (const key of flatten(read('en', namespace)).keys()) all.add(`${namespace}:${singular(key)}`)
  }

  /** A text, or a branch that the code completes: `'cases:states'` with `.${state}` behind it. */
  const known = (key: string): boolean => all.has(key) || [...all].some(other => other.startsWith(`${key}.`))

  it('name a text that exists', () => {
    const missing: string[] = []
    for (const path of sources(join(root, 'renderer'))) {
      const code = readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
      const namespace = /useTranslation\(\s*\[?'([\w-]+)'/.exec(code)?.[1] ?? 'app'
      for (const [, key] of code.matchAll(/(?<![\w.])t\(\s*'([^'$]+)'/g)) {
        if (key === undefined) continue
        const full = key.includes(':') ? key : `${namespace}:${key}`
        if (!all.has(full)) missing.push(`${path.slice(root.length + 1)}: ${full}`)
      }
      // Keys handed around as data: 'cases:nav.title' as a whole string.
      for (const [, key] of code.matchAll(/'([a-z][\w-]*:[a-z][\w]*(?:\.[\w]+)*)'/g)) {
        if (key === undefined || !namespaces.includes(key.slice(0, key.indexOf(':')))) continue
        if (!known(key)) missing.push(`${path.slice(root.length + 1)}: ${key}`)
      }
    }
    expect(missing).toEqual([])
  })
})
