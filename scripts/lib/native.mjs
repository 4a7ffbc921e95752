import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The native files of the packages that ship, with their SHA-256: they lie outside the archive whose integrity
 * Electron proves, so the app carries this list inside it and compares at its start.
 * @param {string} base the project's folder
 * @param {{ packages: Record<string, { dev?: boolean, optional?: boolean }> }} lock
 * @returns {Record<string, string>} path from the app's root, with '/' -> hex digest
 */
export function nativeFiles(base, lock) {
  /** @type {Record<string, string>} */
  const found = {}
  /** @param {string} folder */
  const walk = folder => {
    for (const entry of list(join(base, folder))) {
      const path = `${folder}/${entry.name}`
      // Packages within packages have entries of their own in the lock file.
      if (entry.isDirectory() && entry.name !== 'node_modules') walk(path)
      if (entry.isFile() && entry.name.endsWith('.node')) {
        found[path] = createHash('sha256')
          .update(readFileSync(join(base, path)))
          .digest('hex')
      }
    }
  }
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path !== '' && !entry.dev) walk(path)
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
