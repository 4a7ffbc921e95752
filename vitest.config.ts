import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = import.meta.dirname

/** What takes longest, longest first: begun last, one of them would keep one core busy alone. */
const LONG = [
  'faults/kill',
  'host/demo',
  'store/core/import-races',
  'host/cli',
  'unit/rca/published',
  'store/core/import-leavings',
  'store/audit',
  'host/contract-fuzz',
  'store/faults',
  'formats/stdf/damage',
  'formats/damage'
].map(name => `/tests/${name}.test.ts`)

/** By itself Vitest begins with the largest files, which are not the ones that take long. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex(end => moduleId.endsWith(end))
      return at < 0 ? LONG.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

/** Pure and small: to start a process for each of these files takes longer than to run it. */
const TOGETHER = [
  'tests/unit/{renderer,diagram,store,cli,people,instruments,cases,statistics,pareto}/**/*.test.{ts,tsx}'
]

export default defineConfig({
  resolve: {
    alias: {
      '@contract': resolve(root, 'preload/contract'),
      '@locales': resolve(root, 'resources/locales')
    }
  },
  test: {
    // No claim of speed, which the bench makes: what hangs ends, however busy the machine is.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    setupFiles: [resolve(root, 'tests/setup.ts')],
    pool: 'forks',
    // Vitest would leave a core idle: by itself it takes one worker fewer than there are cores.
    maxWorkers: Math.max(2, Math.min(4, availableParallelism())),
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['tests/{unit,store,formats,host,desktop,faults}/**/*.test.{ts,tsx}'],
          exclude: TOGETHER
        }
      },
      {
        extends: true,
        test: { name: 'together', include: TOGETHER, isolate: false, unstubGlobals: true }
      }
    ]
  }
})
