import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')

/** Bundle a program of this folder the way the product is bundled; returns the path of the .mjs. */
export async function bundle(name: string): Promise<string> {
  const outDir = join(root, 'out/faults', name)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: { '@contract': join(root, 'preload/contract'), '@locales': join(root, 'resources/locales') }
    },
    build: {
      ssr: true,
      outDir,
      minify: false,
      rolldownOptions: {
        input: join(import.meta.dirname, `${name}.mts`),
        output: { format: 'es', entryFileNames: `${name}.mjs` }
      }
    }
  })
  return join(outDir, `${name}.mjs`)
}
