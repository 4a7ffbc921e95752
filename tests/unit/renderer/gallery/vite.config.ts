import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { chartFonts } from '../../../../scripts/lib/chart-fonts.mjs'
import { licences } from '../../../../scripts/lib/licences.mjs'

const root = resolve(import.meta.dirname, '../../../..')

/** Builds the gallery page apart from the app, with the same plugins and policy. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  resolve: {
    alias: { '@contract': resolve(root, 'preload/contract'), '@locales': resolve(root, 'resources/locales') }
  },
  plugins: [react(), chartFonts(), licences(root)],
  html: { cspNonce: '{{nonce}}' },
  build: { outDir: resolve(root, 'out/gallery'), emptyOutDir: true, assetsInlineLimit: 0, minify: true }
})
