import { existsSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { FabError } from '@contract/errors'

/** The error's code: SQLite's extended name (`SQLITE_FULL`) or the system's (`ENOSPC`); TypeORM's wrapper is opened. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('driverError' in error) return codeOf(error.driverError)
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'driverError' in error)
    return messageOf(error.driverError)
  return error instanceof Error ? error.message : String(error)
}

/** True for an error of the file system about a path outside of `dir`: somebody else's trouble. */
function elsewhere(error: unknown, dir: string): boolean {
  if (typeof error !== 'object' || error === null || !('path' in error) || typeof error.path !== 'string')
    return false
  const way = relative(dir, error.path)
  return way.startsWith('..') || isAbsolute(way)
}

/**
 * What an error of SQLite or of the file system means to people, as a FabError; anything else comes back
 * as it is. `file` is the file's name inside the store folder.
 */
export function toFault(error: unknown, dir: string, file = 'records.sqlite'): unknown {
  if (error instanceof FabError) return error
  const code = codeOf(error)
  if (code === undefined || elsewhere(error, dir)) return error
  const cause = { cause: error }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
    case 'SQLITE_FULL':
    // A write or the growth of the shared memory that fails is, short of broken hardware, a quota or a full disk.
    case 'SQLITE_IOERR_WRITE':
    case 'SQLITE_IOERR_SHMSIZE':
      return new FabError('store.full', { store: dir }, cause)
    case 'SQLITE_READONLY_DBMOVED':
      return new FabError('store.gone', { store: dir }, cause)
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new FabError('store.readOnly', { store: dir }, cause)
    case 'SQLITE_NOTADB':
    case 'SQLITE_FORMAT':
      return new FabError('store.damaged', { store: dir, file }, cause)
    case 'SQLITE_PERM':
    case 'SQLITE_AUTH':
      return new FabError('store.noAccess', { store: dir }, cause)
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
      return new FabError('record.duplicate', { field: messageOf(error).split(': ')[1] ?? '' }, cause)
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return new FabError('record.inUse', {}, cause)
    default:
  }
  if (code.startsWith('SQLITE_CORRUPT')) return new FabError('store.damaged', { store: dir, file }, cause)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new FabError('store.busy', { store: dir }, cause)
  if (code.startsWith('SQLITE_READONLY')) return new FabError('store.readOnly', { store: dir }, cause)
  if (code === 'ENOENT' || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')) {
    if (!existsSync(dir)) return new FabError('store.gone', { store: dir }, cause)
    if (code.startsWith('SQLITE_CANTOPEN')) return new FabError('store.noAccess', { store: dir }, cause)
    if (code.startsWith('SQLITE_IOERR')) return new FabError('store.diskError', { store: dir, file }, cause)
  }
  return error
}

/** Runs `work`; what it throws comes out as `toFault` sees it. */
export async function faulting<T>(dir: string, file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toFault(error, dir, file)
  }
}
