import { extname, isAbsolute, relative, resolve } from 'node:path'

/** The only kinds of file the renderer consists of; anything else is not served. */
const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.jpg', 'image/jpeg'],
  ['.webp', 'image/webp'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.wasm', 'application/wasm'],
  ['.txt', 'text/plain; charset=utf-8']
])

/** A file of the renderer that may be served. */
export interface StaticFile {
  readonly path: string
  readonly type: string
}

/** Names as the build makes them: letters, digits and `._-@`, not starting with a dot. */
const segment = /^[\w@-][\w.@-]*$/

/** Names that Windows takes for devices, whatever follows the dot. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * Find the file that the path of a URL names inside `root`, or null when there is no such thing to
 * serve. The path is decoded once; what is then not a plain name (`..`, a backslash, a colon, NUL,
 * another percent sign, an empty part as in `//server/share`) is refused before the file system is
 * asked, and the result is still proved to lie inside the root.
 */
export function resolveStatic(root: string, urlPath: string): StaticFile | null {
  let path: string
  try {
    path = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (!path.startsWith('/')) return null
  const parts = path === '/' ? ['index.html'] : path.slice(1).split('/')
  if (!parts.every(part => segment.test(part) && !part.endsWith('.') && !device.test(part))) return null
  const type = types.get(extname(parts.at(-1) ?? '').toLowerCase())
  if (type === undefined) return null
  const full = resolve(root, ...parts)
  const inside = relative(resolve(root), full)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null
  return { path: full, type }
}
