/**
 * A folder beside the store for its restored copy: `/srv/Fab.fabcase` gives
 * `/srv/Fab restored 2026-11-21 1405.fabcase`. Keeps the machine's own separators.
 */
export function restoredName(dir: string, at: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const bare = dir.replace(/[\\/]+$/, '').replace(/\.fabcase$/i, '')
  return `${bare} restored ${day} ${two(at.getHours())}${two(at.getMinutes())}.fabcase`
}
