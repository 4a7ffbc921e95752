import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type UserConfig } from 'electron-vite'
import { chartFonts } from './scripts/lib/chart-fonts.mjs'
import { licences } from './scripts/lib/licences.mjs'

const root = import.meta.dirname
const alias = {
  '@contract': resolve(root, 'preload/contract'),
  '@locales': resolve(root, 'resources/locales')
}

const parts: UserConfig = {
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rolldownOptions: {
        input: {
          desktop: resolve(root, 'main/desktop/index.ts'),
          core: resolve(root, 'main/core/process.ts'),
          worker: resolve(root, 'main/core/worker.ts'),
          host: resolve(root, 'main/host/index.ts'),
          cli: resolve(root, 'main/cli/index.ts')
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { index: resolve(root, 'preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: resolve(root, 'renderer'),
    resolve: { alias },
    plugins: [react(), chartFonts(), licences(root)],
    html: { cspNonce: '{{nonce}}' },
    build: {
      outDir: resolve(root, 'out/renderer'),
      minify: true,
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve(root, 'renderer/index.html') }
    }
  }
}

/** FABCASE_PARTS names the parts to build (scripts/lib/build.mjs); all of them where it is not set. */
const asked = process.env['FABCASE_PARTS']?.split(',')

export default defineConfig(
  Object.fromEntries(Object.entries(parts).filter(([part]) => asked?.includes(part) ?? true))
)
