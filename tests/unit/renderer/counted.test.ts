import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { fill } from '../../../main/core/texts'
import { counted } from '../../../renderer/app/i18n/counted'

const root = resolve(import.meta.dirname, '../../..')

const read = (language: string, namespace: string): object =>
  JSON.parse(readFileSync(join(root, 'resources/locales', language, `${namespace}.json`), 'utf8')) as object

const languages = ['en', 'zh-CN'] as const

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: {}, interpolation: { escapeValue: false } })
  i18next.services.formatter?.add('count', counted)
  for (const language of languages)
    for (const namespace of ['jobs', 'instruments'])
      i18next.addResourceBundle(language, namespace, read(language, namespace))
})

describe('counts in a text', () => {
  it('bring their noun in the right form, each by itself', () => {
    const taken = (wafers: number | string): string =>
      i18next.t('jobs:results.import', { parts: '1,204', tests: 1, wafers })
    expect(taken(1)).toBe('Taken: 1,204 parts, 1 test, 1 wafer.')
    expect(taken('2')).toBe('Taken: 1,204 parts, 1 test, 2 wafers.')
    expect(taken(0)).toContain('0 wafers')
    expect(i18next.t('instruments:warnings.padding', { bytes: 1204 })).toContain('1,204 zero bytes')
  })

  it('stand alone in Chinese', async () => {
    await i18next.changeLanguage('zh-CN')
    const text = i18next.t('jobs:results.import', { parts: '1,204', tests: 1, wafers: 1 })
    expect(text).toMatch(/1,204.*1.*1/)
    expect(text).not.toMatch(/wafer|count/)
  })

  it('are filled on the command line as well', () => {
    const text = 'A {{record}} of {{length, count(one: byte; other: bytes)}} at {{at}}'
    expect(fill(text, { record: 'PIR', length: 1 })).toBe('A PIR of 1 byte at {{at}}')
    expect(fill(text, { record: 'PIR', length: 0, at: 7 })).toBe('A PIR of 0 bytes at 7')
    expect(fill(text, { record: 'PIR', length: true })).toContain('{{length')
  })

  it('are written so that both readers understand them', () => {
    for (const namespace of [
      'jobs',
      'instruments',
      'audit',
      'backup',
      'charts',
      'cli',
      'analysis',
      'evidence'
    ]) {
      const text = JSON.stringify(read('en', namespace))
      for (const [whole] of text.matchAll(/\{\{[^}]*count\([^}]*\}\}/g))
        expect(whole).toMatch(/^\{\{\w+, count\(one: [^;()]+; other: [^;()]+\)\}\}$/)
    }
  })
})
