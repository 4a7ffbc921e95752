import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { notKept } from '../../../main/store/backup/retention'
import type { BackupInfo, BackupReason } from '../../../main/store'

const backup = (at: string, reason: BackupReason = 'daily'): BackupInfo => ({
  path: `/backups/${at}`,
  name: at,
  at,
  storeId: 's',
  storeName: 'Plant',
  attachments: 'reference',
  attachmentCount: 0,
  missing: 0,
  bytes: 0,
  reason
})

const hours = (from: string, count: number, step: number): BackupInfo[] =>
  Array.from({ length: count }, (_, i) =>
    backup(new Date(Date.parse(from) + i * step * 3600_000).toISOString())
  )

const kept = (all: readonly BackupInfo[], daily: number, weekly: number): string[] => {
  const gone = new Set(notKept(all, { daily, weekly }))
  return all.filter(info => !gone.has(info)).map(info => info.at.slice(0, 13))
}

describe('retention', () => {
  it('keeps the newest of each of the last days and of each of the last weeks', () => {
    // Twice a day for ten days from a Monday.
    const all = hours('2026-03-02T08:00:00.000Z', 20, 12)
    expect(kept(all, 3, 2)).toEqual(['2026-03-08T20', '2026-03-09T20', '2026-03-10T20', '2026-03-11T20'])
    expect(kept(all, 1, 0)).toEqual(['2026-03-11T20'])
    expect(kept(all, 100, 0).length).toBe(10)
  })

  it('counts days that have a backup, so a host that was off loses nothing', () => {
    const all = ['2026-01-05', '2026-02-01', '2026-03-20'].map(day => backup(`${day}T03:00:00.000Z`))
    expect(kept(all, 3, 0).length).toBe(3)
  })

  it('leaves what was made by hand or before a restore, and three from before migrations', () => {
    const reasons = [
      'manual',
      'restore',
      'migration',
      'migration',
      'migration',
      'migration',
      'daily'
    ] as const
    const all = reasons.map((reason, i) => backup(`2026-03-0${String(i + 1)}T00:00:00.000Z`, reason))
    expect(notKept(all, { daily: 0, weekly: 0 }).map(info => info.reason)).toEqual(['migration'])
  })

  it('never lets the newest go, nor more than asked', () => {
    const times = fc.array(fc.integer({ min: 0, max: 400 * 24 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(times, fc.nat(10), fc.nat(10), (list, daily, weekly) => {
        const all = [...new Set(list)].map(hour =>
          backup(new Date(Date.UTC(2026, 0, 1) + hour * 3600_000).toISOString())
        )
        const left = kept(all, daily, weekly)
        expect(left).toContain(
          all
            .map(info => info.at.slice(0, 13))
            .toSorted()
            .at(-1)
        )
        expect(left.length).toBeLessThanOrEqual(Math.max(1, daily + weekly))
        const days = new Set(all.map(info => info.at.slice(0, 10)))
        expect(left.length).toBeGreaterThanOrEqual(Math.min(daily, days.size))
      })
    )
  })
})
