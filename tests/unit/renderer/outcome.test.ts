import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Job } from '@contract/jobs'
import { describe, expect, it } from 'vitest'
import { jobRunners } from '../../../main/core/registry'
import { jobKinds } from '../../../renderer/jobs/kinds'
import { checkLines, outcomeOf, verdictOf } from '../../../renderer/jobs/outcome'

const root = resolve(import.meta.dirname, '../../..')

function ended(kind: string, result: unknown): Job {
  return {
    id: 'j1',
    kind,
    title: '',
    state: 'done',
    done: 1,
    total: 1,
    unit: '',
    rate: null,
    secondsLeft: null,
    startedAt: null,
    finishedAt: null,
    createdAt: '2026-11-21T00:00:00.000Z',
    actor: 'Example',
    subject: null,
    result: typeof result === 'string' ? result : JSON.stringify(result),
    fault: null
  }
}

const sound = {
  ok: true,
  records: [],
  measurements: [],
  audit: { ok: true, rows: 105 },
  auditKeyLost: false,
  missing: [],
  altered: [],
  orphanSets: [],
  missingSets: []
}

describe('what came of a job', () => {
  it('has a title for every kind of job that the core runs', () => {
    expect([...jobKinds].toSorted()).toEqual(Object.keys(jobRunners).toSorted())
    for (const language of ['en', 'zh-CN']) {
      const text = readFileSync(join(root, 'resources/locales', language, 'jobs.json'), 'utf8')
      const { kinds } = JSON.parse(text) as { kinds: Record<string, string> }
      expect(Object.keys(kinds).toSorted(), language).toEqual([...jobKinds].toSorted())
    }
  })

  it.each(['auditVerify', 'storeCheck', 'backup', 'restore', 'storeCollect'])(
    'says nothing of a %s whose result it cannot read',
    kind => {
      for (const result of ['', '{', 'null', '[]', '{"ok":1}'])
        expect(outcomeOf(ended(kind, result))).toEqual([])
    }
  )

  it('says nothing of a job that did not finish', () => {
    expect(outcomeOf({ ...ended('removeSet', null), state: 'failed' })).toEqual([])
  })

  it('names the first bad entry of the trail and what was done to it', () => {
    const job = ended('auditVerify', { ok: false, rows: 12, firstBad: { seq: 7, kind: 'removed' } })
    expect(verdictOf(job)?.firstBad).toEqual({ seq: 7, kind: 'removed' })
    expect(outcomeOf(job)).toEqual([{ key: 'audit.removed', tone: 'bad', numbers: { seq: 7 } }])
  })

  it('tells a sound store part by part, and of a damaged one which parts', () => {
    expect(checkLines(sound).every(line => line.tone === 'ok')).toBe(true)
    const lines = checkLines({
      ...sound,
      ok: false,
      records: ['row 3 missing from index'],
      audit: null,
      missing: ['ab12'],
      altered: ['cd34'],
      orphanSets: ['s1']
    })
    expect(lines.map(line => [line.key, line.tone])).toEqual([
      ['recordsBad', 'bad'],
      ['measurementsOk', 'ok'],
      ['auditUnread', 'bad'],
      ['attachmentsMissing', 'bad'],
      ['attachmentsAltered', 'bad'],
      ['setsThere', 'ok'],
      ['setsOrphan', 'warn']
    ])
    expect(lines[0]?.items).toEqual(['row 3 missing from index'])
    expect(checkLines({ ...sound, auditKeyLost: true, audit: null })[2]?.key).toBe('auditKeyLost')
  })

  it('tells what a backup let go and what it could not copy', () => {
    const result = { name: 'n', path: '/b/n', bytes: 717_000, missing: 2, pruned: 1 }
    expect(outcomeOf(ended('backup', result)).map(line => line.key)).toEqual([
      'backup',
      'backupMissing',
      'backupPruned'
    ])
  })
})
