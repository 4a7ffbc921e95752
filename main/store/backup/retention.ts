import type { BackupInfo, Retention } from '../types'

/** Copies made before a migration that are kept. */
const migrationsKept = 3

const weekMs = 7 * 24 * 60 * 60 * 1000

/** The Monday (UTC) that begins the week of a day. */
function weekOf(at: string): string {
  const day = new Date(`${at.slice(0, 10)}T00:00:00Z`)
  const sinceMonday = (day.getUTCDay() + 6) % 7
  return new Date(day.getTime() - (sinceMonday * weekMs) / 7).toISOString().slice(0, 10)
}

/** Newest backup of each of the newest `count` periods. */
function newestOf(
  backups: readonly BackupInfo[],
  count: number,
  period: (at: string) => string
): Set<BackupInfo> {
  const byPeriod = new Map<string, BackupInfo>()
  for (const info of backups) {
    const key = period(info.at)
    const held = byPeriod.get(key)
    if (held === undefined || info.at > held.at) byPeriod.set(key, info)
  }
  const periods = [...byPeriod.keys()].toSorted().reverse().slice(0, Math.max(0, count))
  return new Set(periods.flatMap(key => byPeriod.get(key) ?? []))
}

/**
 * The backups a retention lets go. Days and weeks are those that have a backup, so a host that was off for
 * a month loses nothing. What somebody made by hand, or before a restore, stays until somebody removes it;
 * of the copies made before migrations the newest three stay. The newest backup of all always stays.
 */
export function notKept(backups: readonly BackupInfo[], retention: Retention): readonly BackupInfo[] {
  const scheduled = backups.filter(info => info.reason === 'daily' || info.reason === 'weekly')
  const kept = new Set([
    ...newestOf(scheduled, retention.daily, at => at.slice(0, 10)),
    ...newestOf(scheduled, retention.weekly, weekOf),
    ...backups.filter(info => info.reason === 'manual' || info.reason === 'restore'),
    ...newestOf(
      backups.filter(info => info.reason === 'migration'),
      migrationsKept,
      at => at
    ),
    ...newestOf(backups, 1, at => at)
  ])
  return backups.filter(info => !kept.has(info))
}
