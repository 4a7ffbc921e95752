import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * @typedef {{ name: string, version: string, licence: string, text: string }} Licence
 */

/**
 * The nearest folder above `from` that has the package installed, as Node resolves it.
 * @param {string} name
 * @param {string} from
 * @returns {string | null}
 */
function findPackage(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return candidate
    if (folder === dirname(folder)) return null
  }
}

/**
 * @param {string} folder
 * @returns {Licence & { needs: string[] }}
 */
function readPackage(folder) {
  const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(name => /^(licen[cs]e|copying|ofl)(\.|-|$)/i.test(name))
  const declared = json.license ?? json.licenses?.[0]
  return {
    name: String(json.name),
    version: String(json.version),
    licence: String(typeof declared === 'object' ? declared.type : (declared ?? 'see text')),
    text: file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim(),
    needs: Object.keys(json.dependencies ?? {})
  }
}

/**
 * The packages that ship: `names` with everything they depend on, from the package.json files that are
 * installed. Sorted by name; each version once.
 * @param {string} root folder of the project
 * @param {Iterable<string>} names packages to begin with
 * @returns {Licence[]}
 */
function collectLicences(root, names) {
  /** @type {Map<string, Licence>} */
  const found = new Map()
  const waiting = [...names].map(name => findPackage(name, root))
  while (waiting.length > 0) {
    const folder = waiting.pop()
    if (folder === null || folder === undefined || found.has(folder)) continue
    const { needs, ...licence } = readPackage(folder)
    found.set(folder, licence)
    waiting.push(...needs.map(name => findPackage(name, folder)))
  }
  const unique = new Map([...found.values()].map(one => [`${one.name}@${one.version}`, one]))
  return [...unique.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version)
  )
}

/**
 * Vite plugin: puts `licences.json` beside the page, with what the bundle really contains and what the
 * core needs at run time.
 * @param {string} root folder of the project
 * @returns {import('vite').Plugin}
 */
export function licences(root) {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const runtime = Object.keys(own.dependencies)
  return {
    name: 'fabcase-licences',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== '/licences.json') {
          next()
          return
        }
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(collectLicences(root, [...runtime, ...Object.keys(own.devDependencies)])))
      })
    },
    generateBundle(_options, bundle) {
      const bundled = new Set(['electron'])
      for (const chunk of Object.values(bundle)) {
        // Fonts come as assets of their style sheets, not as modules.
        const ids = chunk.type === 'chunk' ? chunk.moduleIds : chunk.originalFileNames
        for (const id of ids) {
          const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1]
          if (name !== undefined) bundled.add(name)
        }
      }
      const all = collectLicences(root, [...runtime, ...bundled])
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(all) })
    }
  }
}
