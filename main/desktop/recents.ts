import type { JumpListCategory } from 'electron'
import { basename } from 'node:path'
import { text, type Language } from './texts'

/** Name of a store as people say it: its folder without the ending. */
export function storeName(dir: string): string {
  return basename(dir).replace(/\.fabcase$/i, '')
}

/**
 * The Windows jump list: one task per recent store, which starts the program with the store's
 * folder (a running one takes it over). Names with quotes cannot be passed on and are left out.
 */
export function jumpList(
  recents: readonly string[],
  program: string,
  language: Language
): JumpListCategory[] {
  const items = recents
    .filter(dir => !dir.includes('"'))
    .map(dir => ({
      type: 'task' as const,
      title: storeName(dir),
      description: text(language, 'recents.open'),
      program,
      args: `"${dir.replace(/\\+$/, '')}"`,
      iconPath: program,
      iconIndex: 0
    }))
  return [{ type: 'custom', name: text(language, 'recents.category'), items }]
}
