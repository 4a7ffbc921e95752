import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname

export default defineConfig({
  resolve: {
    alias: {
      '@contract': resolve(root, 'preload/contract'),
      '@locales': resolve(root, 'resources/locales')
    }
  },
  test: {
    include: ['tests/{unit,store,formats,host,desktop,faults}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Vitest would leave a core idle: by itself it takes one worker fewer than there are cores.
    maxWorkers: Math.max(2, Math.min(4, availableParallelism()))
  }
})
