import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { licences } from '../../../scripts/lib/licences.mjs'

const root = resolve(import.meta.dirname, '../../..')

interface Licence {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

/** What the plugin writes for a bundle made of those modules and files. */
function written(modules: readonly string[], assets: readonly string[]): readonly Licence[] {
  let source = ''
  const generate: unknown = licences(root).generateBundle
  if (typeof generate !== 'function') throw new Error('the plugin writes nothing')
  const bundle = {
    'a.js': { type: 'chunk', moduleIds: modules },
    'b.woff2': { type: 'asset', originalFileNames: assets }
  }
  generate.call({ emitFile: (file: { source: string }) => (source = file.source) }, {}, bundle)
  return JSON.parse(source) as Licence[]
}

describe('the licences that ship', () => {
  const all = written(
    [
      join(root, 'node_modules/react/index.js'),
      `\0${join(root, 'node_modules/clsx/dist/clsx.mjs')}`,
      '\0vite/x'
    ],
    ['../node_modules/@fontsource-variable/inter/files/inter-latin.woff2']
  )
  const names = all.map(one => one.name)

  it('are of a font both that of its package and its own', () => {
    const text = all.find(one => one.name === '@expo-google-fonts/noto-sans-sc')?.text ?? ''
    for (const part of ['MIT', 'SIL OPEN FONT LICENSE', 'Reserved Font Name'])
      expect(text.toLowerCase()).toContain(part.toLowerCase())
  })

  it('are those of what is bundled and of what the data service needs', () => {
    for (const name of ['react', 'clsx', '@fontsource-variable/inter', 'electron', 'better-sqlite3', 'yargs'])
      expect(names).toContain(name)
    expect(all.filter(one => one.licence === '' || one.version === '')).toEqual([])
    expect(all.find(one => one.name === 'react')?.text).toContain('MIT License')
  })

  it('are not those of tools that only install or build', () => {
    for (const name of ['@electron/get', '@types/node', 'vite', 'typescript', 'electron-builder'])
      expect(names).not.toContain(name)
  })
})
