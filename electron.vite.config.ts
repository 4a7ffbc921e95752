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

export default defineConfig(
  Object.fromEntries(Object.entries(parts).filter(([part]) => asked?.includes(part) ?? true))
)
