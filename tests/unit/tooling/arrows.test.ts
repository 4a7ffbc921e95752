import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import { afterAll, describe, expect, it } from 'vitest'
import config from '../../../.dependency-cruiser.mjs'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** The rules that a small house of these files breaks. */
async function broken(files: Record<string, string>): Promise<string[]> {
  const house = mkdtempSync(join(tmpdir(), 'fabcase-arrows-'))
  made.push(house)
  const packages = ['zod', 'typeorm', 'electron', 'better-sqlite3', 'react']
  const ground = {
    'package.json': JSON.stringify({
      type: 'module',
      dependencies: { zod: '1.0.0', typeorm: '1.0.0', 'better-sqlite3': '1.0.0' },
      devDependencies: { electron: '1.0.0', react: '1.0.0' }
    }),
    ...Object.fromEntries(
      packages.map(name => [`node_modules/${name}/package.json`, `{"name":"${name}","version":"1.0.0"}`])
    ),
    ...Object.fromEntries(packages.map(name => [`node_modules/${name}/index.js`, 'module.exports = {}'])),
    'preload/contract/cases.ts': 'export const contract = 1',
    'preload/index.ts': 'export const bridge = 1',
    'main/store/open.ts': 'export const open = 1',
    'main/core/dispatch.ts': 'export const dispatch = 1',
    'main/people/index.ts': 'export const people = 1',
    'main/people/names.ts': 'export const names = 1',
    'renderer/app/main.tsx': 'export const main = 1'
  }
  for (const [path, text] of Object.entries({ ...ground, ...files })) {
    mkdirSync(dirname(join(house, path)), { recursive: true })
    writeFileSync(join(house, path), text)
  }
  // Not the aliases of our own tsconfig: the house above uses plain paths.
  const { tsConfig: _, ...rest } = { tsConfig: undefined, ...config.options }
  const { forbidden = [] } = config
  const { output } = await cruise(
    ['main', 'preload', 'renderer'],
    { ...rest, baseDir: house, ruleSet: { forbidden }, validate: true },
    rest.enhancedResolveOptions
  )
  if (typeof output === 'string') throw new Error(output)
  return [...new Set(output.summary.violations.map(violation => violation.rule.name))].sort()
}

describe('the arrows', () => {
  it('hold in a house that keeps them', async () => {
    const files = {
      'main/people/handlers.ts':
        "import { open } from '../store/open'\nimport { contract } from '../../preload/contract/cases'\nexport const h = [open, contract]",
      'main/people/entities.ts': "import typeorm from 'typeorm'\nexport const e = typeorm",
      'main/cases/handlers.ts': "import { people } from '../people/index'\nexport const h = people",
      'main/instruments/store/columns.ts': "import { open } from '../../store/open'\nexport const c = open",
      'main/core/registry.ts':
        "import { people } from '../people/index'\nimport { open } from '../store/open'\nexport const r = [people, open]",
      'main/desktop/index.ts':
        "import electron from 'electron'\nimport { dispatch } from '../core/dispatch'\nexport const d = [electron, dispatch]",
      'preload/contract/people.ts': "import zod from 'zod'\nexport const z = zod",
      'renderer/people/page.tsx':
        "import react from 'react'\nimport { contract } from '../../preload/contract/cases'\nexport const p = [react, contract]"
    }
    expect(await broken(files)).toEqual([])
  })

  it.each([
    ['renderer-speaks-through-the-contract', 'renderer/cases/a.ts', '../../main/store/open'],
    ['renderer-has-no-node', 'renderer/cases/a.ts', 'node:fs'],
    ['main-has-no-renderer', 'main/cases/handlers.ts', '../../renderer/app/main'],
    ['contract-is-pure', 'preload/contract/a.ts', 'typeorm'],
    ['contract-is-pure', 'preload/contract/a.ts', 'node:path'],
    ['contract-is-pure', 'preload/contract/a.ts', '../../main/people/names'],
    ['preload-knows-the-contract', 'preload/bridge.ts', '../main/people/names'],
    ['store-is-the-ground', 'main/store/a.ts', '../people/index'],
    ['store-is-the-ground', 'main/store/a.ts', '../core/dispatch'],
    ['capabilities-do-not-look-up', 'main/cases/handlers.ts', '../core/dispatch'],
    ['capabilities-meet-at-the-door', 'main/cases/handlers.ts', '../people/names'],
    ['pure-logic-is-pure', 'main/cases/clock.ts', '../store/open'],
    ['pure-logic-is-pure', 'main/instruments/formats/stdf/read.ts', 'typeorm'],
    ['core-does-not-look-up', 'main/core/a.ts', '../host/index'],
    ['front-doors-stay-apart', 'main/cli/index.ts', '../desktop/index'],
    ['only-the-desktop-has-electron', 'main/host/index.ts', 'electron'],
    ['nobody-needs-the-tests', 'main/core/a.ts', '../../tests/fake'],
    ['main-ships-its-packages', 'main/core/a.ts', 'react'],
    ['resolvable', 'main/core/a.ts', './nowhere']
  ])('%s: %s must not import %s', async (rule, from, to) => {
    const others = {
      'main/host/index.ts': 'export const host = 1',
      'main/desktop/index.ts': 'export const desktop = 1',
      'tests/fake.ts': 'export const fake = 1'
    }
    expect(await broken({ ...others, [from]: `import * as it from '${to}'\nexport const a = it` })).toContain(
      rule
    )
  })

  it('know a circle', async () => {
    const files = {
      'main/core/a.ts': "import { b } from './b'\nexport const a = b",
      'main/core/b.ts': "import { a } from './a'\nexport const b = a"
    }
    expect(await broken(files)).toEqual(['no-cycles'])
  })
})
