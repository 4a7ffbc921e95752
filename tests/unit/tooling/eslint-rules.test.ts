import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Linter, RuleTester } from 'eslint'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import { afterAll, describe, expect, it } from 'vitest'
import fabcase from '../../../eslint-rules/index.mjs'

RuleTester.describe = describe
RuleTester.it = it
RuleTester.itOnly = it.only
Object.assign(RuleTester, { afterAll })

const tester = new RuleTester({
  languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } }
})

const desktop = [{ allow: ['main/desktop/', 'preload/index.ts'] }]
const factory = [{ allow: ['main/desktop/window.ts'] }]
const banned = (count = 1) => Array.from({ length: count }, () => ({ messageId: 'banned' }))

tester.run('electron-import', fabcase.rules['electron-import'], {
  valid: [
    { code: "import { app } from 'electron'", filename: 'main/desktop/index.ts', options: desktop },
    { code: "import { ipcRenderer } from 'electron'", filename: 'preload/index.ts', options: desktop },
    {
      code: "import x from 'electron-log'; import y from './electron'",
      filename: 'main/core/log.ts',
      options: desktop
    }
  ],
  invalid: [
    {
      code: "import { app } from 'electron'",
      filename: 'main/core/open.ts',
      options: desktop,
      errors: banned()
    },
    {
      code: "export * from 'electron/main'",
      filename: 'main/core/open.ts',
      options: desktop,
      errors: banned()
    },
    {
      code: "const e = await import('electron')",
      filename: 'main/cli/index.ts',
      options: desktop,
      errors: banned()
    },
    {
      code: "const e = require('electron')",
      filename: 'main/host/index.ts',
      options: desktop,
      errors: banned()
    },
    // A folder in the list is no prefix of names.
    { code: "import 'electron'", filename: 'main/desktop-guard.ts', options: desktop, errors: banned() }
  ]
})

tester.run('new-browser-window', fabcase.rules['new-browser-window'], {
  valid: [
    { code: 'new BrowserWindow({})', filename: 'main/desktop/window.ts', options: factory },
    { code: 'BrowserWindow.getAllWindows(); new Map()', filename: 'main/desktop/index.ts', options: factory }
  ],
  invalid: [
    { code: 'new BrowserWindow({})', filename: 'main/desktop/index.ts', options: factory, errors: banned() },
    {
      code: 'new electron.BrowserWindow()',
      filename: 'main/desktop/index.ts',
      options: factory,
      errors: banned()
    },
    { code: 'new WebContentsView()', filename: 'main/desktop/index.ts', options: factory, errors: banned() }
  ]
})

const outside = [{ allow: ['main/desktop/open-outside.ts'] }]
tester.run('open-external', fabcase.rules['open-external'], {
  valid: [{ code: 'shell.openExternal(url)', filename: 'main/desktop/open-outside.ts', options: outside }],
  invalid: [
    {
      code: 'void shell.openExternal(url)',
      filename: 'main/desktop/menu.ts',
      options: outside,
      errors: banned()
    },
    { code: "shell['openPath'](file)", filename: 'main/desktop/menu.ts', options: outside, errors: banned() },
    {
      code: 'const { openExternal } = shell',
      filename: 'main/desktop/menu.ts',
      options: outside,
      errors: banned()
    }
  ]
})

const door = [{ allow: ['main/desktop/door.ts', 'preload/index.ts'] }]
tester.run('raw-ipc', fabcase.rules['raw-ipc'], {
  valid: [{ code: "ipcMain.handle('x', f)", filename: 'main/desktop/door.ts', options: door }],
  invalid: [
    { code: "ipcMain.handle('x', f)", filename: 'main/desktop/menu.ts', options: door, errors: banned() },
    {
      code: "window.ipcRenderer.send('x')",
      filename: 'renderer/app/main.tsx',
      options: door,
      errors: banned()
    }
  ]
})

tester.run('web-preferences', fabcase.rules['web-preferences'], {
  valid: [
    { code: 'const o = { webPreferences: {} }', filename: 'main/desktop/window.ts', options: factory },
    { code: 'check(window.webPreferences)', filename: 'main/desktop/guards.ts', options: factory }
  ],
  invalid: [
    {
      code: 'const o = { webPreferences: {} }',
      filename: 'main/desktop/menu.ts',
      options: factory,
      errors: banned()
    },
    {
      code: "const o = { 'webPreferences': x }",
      filename: 'main/desktop/menu.ts',
      options: factory,
      errors: banned()
    },
    {
      code: 'options.webPreferences = x',
      filename: 'main/desktop/menu.ts',
      options: factory,
      errors: banned()
    }
  ]
})

tester.run('no-raw-html', fabcase.rules['no-raw-html'], {
  valid: ['node.textContent = text', 'const html = innerHTML'],
  invalid: [
    { code: 'node.innerHTML = text', errors: banned() },
    { code: "node['outerHTML'] = text", errors: banned() },
    { code: "node.insertAdjacentHTML('beforeend', text)", errors: banned() },
    { code: '<p dangerouslySetInnerHTML={x} />', filename: 'a.tsx', errors: banned() },
    { code: 'const props = { dangerouslySetInnerHTML: x }', errors: banned() }
  ]
})

tester.run('no-console', fabcase.rules['no-console'], {
  valid: [
    { code: 'console.log(1)', filename: 'main/cli/index.ts', options: [{ allow: ['main/cli/'] }] },
    'const console = logger(); console.log(1)',
    'log.warn(1)'
  ],
  invalid: [
    { code: 'console.error(e)', errors: banned() },
    { code: 'export const f = () => { console.log(1); console.warn(2) }', errors: banned(2) }
  ]
})

tester.run('no-sync-fs', fabcase.rules['no-sync-fs'], {
  valid: [
    "import { open } from 'node:fs/promises'",
    "import { createReadStream } from 'node:fs'",
    "import { readFileSync } from './fake'",
    {
      code: "import { readFileSync } from 'node:fs'",
      filename: 'main/cli/x.ts',
      options: [{ allow: ['main/cli/'] }]
    }
  ],
  invalid: [
    { code: "import { readFileSync, existsSync as there } from 'node:fs'", errors: banned(2) },
    { code: "import * as fs from 'fs'; fs.statSync(x)", errors: banned() },
    { code: "import fs from 'node:fs'; fs.readFile(x, f); fs.rmSync(x)", errors: banned() }
  ]
})

tester.run('no-untranslated-text', fabcase.rules['no-untranslated-text'], {
  valid: [
    { code: "<p>{t('case.title')}</p>", filename: 'a.tsx' },
    { code: '<h1>FabCase 1.2</h1>', filename: 'a.tsx', options: [{ names: ['FabCase'] }] },
    { code: '<p> · 12 % — K </p>', filename: 'a.tsx' },
    { code: '<i className="icon-left" data-id="abc" />', filename: 'a.tsx' },
    { code: '<Row key="first" label={t("x")} />', filename: 'a.tsx' }
  ],
  invalid: [
    { code: '<p>Save</p>', filename: 'a.tsx', errors: banned() },
    { code: '<h1>FabCase now</h1>', filename: 'a.tsx', options: [{ names: ['FabCase'] }], errors: banned() },
    { code: '<p>案</p>', filename: 'a.tsx', errors: banned() },
    { code: "<p>{'Save'}</p>", filename: 'a.tsx', errors: banned() },
    { code: '<>Save {x} now</>', filename: 'a.tsx', errors: banned(2) },
    { code: '<button aria-label="Close" title="Close it" />', filename: 'a.tsx', errors: banned(2) }
  ]
})

describe('types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fabcase-types-'))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  /** What is found in a file that is the whole of a program. */
  function found(code: string, options: ts.CompilerOptions = {}) {
    const file = join(folder, 'one.ts')
    writeFileSync(file, code)
    const program = ts.createProgram([file], {
      strict: true,
      types: [],
      lib: ['lib.es2024.d.ts'],
      ...options
    })
    const linter = new Linter({ cwd: folder })
    return linter
      .verify(
        code,
        {
          files: ['**/*.ts'],
          plugins: { fabcase },
          languageOptions: { parser: tseslint.parser, parserOptions: { programs: [program] } },
          rules: { 'fabcase/types': 'error' }
        },
        file
      )
      .map(({ line, column, message }) => [line, column, message.slice(0, 7)])
  }

  it('says nothing of what holds', () => {
    expect(found('export const n: number = 1')).toEqual([])
  })

  it('tells errors of types where they are', () => {
    expect(found("\nexport const n: number = 'x'")).toEqual([[2, 14, 'TS2322:']])
  })

  it('tells what is wrong with the options, once', () => {
    expect(found('export const n = 1', { composite: true, declaration: false })).toEqual([[1, 1, 'TS6304:']])
  })
})
