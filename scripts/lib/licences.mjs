import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

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
  // A package of fonts has one for its code and one for the fonts.
  const files = readdirSync(folder).filter(name => /^(licen[cs]e|copying|ofl)([._-]|$)/i.test(name))
  const declared = json.license ?? json.licenses?.[0]
  return {
    name: String(json.name),
    version: String(json.version),
    licence: String(typeof declared === 'object' ? declared.type : (declared ?? 'see text')),
    text: files.map(file => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n'),
    needs: Object.keys({ ...json.dependencies, ...json.optionalDependencies })
  }
}

/**
 * The packages that ship, from the package.json files that are installed. Sorted by name; each version once.
 * @param {string} root folder of the project
 * @param {Iterable<string>} runtime packages that ship with everything they depend on
 * @param {Iterable<string>} bundled folders of packages that ship by themselves: what of their needs is used
 *   is bundled as well, and Electron's only fetch it
 * @returns {Licence[]}
 */
function collectLicences(root, runtime, bundled) {
  /** @type {Map<string, Licence>} */
  const found = new Map()
  const waiting = [...runtime].map(name => findPackage(name, root))
  while (waiting.length > 0) {
    const folder = waiting.pop()
    // An optional part for another system is not installed.
    if (folder === null || folder === undefined || found.has(folder)) continue
    const { needs, ...licence } = readPackage(folder)
    found.set(folder, licence)
    waiting.push(...needs.map(name => findPackage(name, folder)))
  }
  for (const folder of bundled) {
    const { needs: _, ...licence } = readPackage(folder)
    found.set(folder, licence)
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
  /** @param {Iterable<string>} names */
  const folders = names => [...names].flatMap(name => findPackage(name, root) ?? [])
  return {
    name: 'fabcase-licences',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0] !== '/licences.json') {
          next()
          return
        }
        response.setHeader('content-type', 'application/json')
        // Nothing is bundled while it is served from its sources: the packages it may be made of.
        response.end(
          JSON.stringify(collectLicences(root, runtime, folders(Object.keys(own.devDependencies))))
        )
      })
    },
    generateBundle(_options, bundle) {
      const bundled = new Set(folders(['electron']))
      for (const chunk of Object.values(bundle)) {
        // Fonts come as assets of their style sheets, not as modules.
        const ids = chunk.type === 'chunk' ? chunk.moduleIds : chunk.originalFileNames
        for (const id of ids) {
          const path = resolve(root, 'renderer', id.replaceAll('\\', '/').replace(/^\0/, ''))
          const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path.replaceAll('\\', '/'))?.[0]
          if (folder !== undefined && existsSync(join(folder, 'package.json'))) bundled.add(folder)
        }
      }
      const all = collectLicences(root, runtime, bundled)
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: JSON.stringify(all) })
    }
  }
}
