import { resolve } from 'node:path'
import { z } from 'zod'

/** What a start of the program was given. */
export interface Launch {
  /** Folders whose name ends in `.fabcase`. */
  readonly stores: readonly string[]
  readonly files: readonly string[]
}

/** What a second start hands to the first, through the lock. */
export const launchSchema = z.object({
  args: z.array(z.string().max(4096)).max(1000),
  cwd: z.string().max(4096)
})

/**
 * Sort the arguments of a start into stores and files. Switches are Chromium's or ours and are
 * skipped; relative names are relative to where the start was made.
 */
export function readLaunch(args: readonly string[], cwd: string): Launch {
  const named = args.filter(arg => arg !== '' && !arg.startsWith('-')).map(arg => resolve(cwd, arg))
  const isStore = (path: string): boolean => /\.fabcase[\\/]?$/i.test(path)
  return { stores: named.filter(isStore), files: named.filter(path => !isStore(path)) }
}
