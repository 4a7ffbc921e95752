import { createHash } from 'node:crypto'
import { openStore, type Clock, type StoreParts } from '../../main/store'

/** What the child writes; its parent opens the store with the same. */
export const crashParts: StoreParts = {
  entities: [],
  migrations: [
    {
      name: 'CrashFirst1700000000009',
      up: [
        'CREATE TABLE note (id INTEGER PRIMARY KEY, half TEXT NOT NULL, other_half TEXT, set_id INTEGER, sha256 TEXT REFERENCES attachment (sha256))'
      ]
    }
  ],
  measurementMigrations: [
    { name: 'CrashSets1700000000009', up: ['CREATE TABLE sets (id INTEGER PRIMARY KEY, pad BLOB)'] }
  ],
  attachmentReferences: ['SELECT sha256 FROM note'],
  measurementSets: { used: ['SELECT set_id FROM note'], present: ['SELECT id FROM sets'] }
}

const clock: Clock = { now: () => new Date() }

/** Edits, imports and backs up until it is killed; says each number on standard output once it is acknowledged. */
async function work(dir: string): Promise<never> {
  const owner = {
    name: 'child',
    pid: process.pid,
    host: 'example-host',
    since: new Date().toISOString(),
    address: null
  }
  const store = await openStore(dir, { owner, clock }, crashParts)
  const start = Number(store.read.get('SELECT coalesce(max(id), 0) AS n FROM note')?.n)
  process.stdout.write(`open ${String(start)}\n`)
  void (async () => {
    for (;;) await store.backups.create({ attachments: 'reference' })
  })()
  for (let i = start + 1; ; i++) {
    const content = Buffer.from(`attachment ${String(i)} `.repeat(2000))
    const blob = await store.attachments.place([content.subarray(0, 1000), content.subarray(1000)])
    if (blob.sha256 !== createHash('sha256').update(content).digest('hex')) process.exit(3)
    await store.measurements.write(db => {
      db.prepare('INSERT OR REPLACE INTO sets VALUES (?, randomblob(20000))').run(i)
    })
    await store.write(async tx => {
      tx.attach(blob)
      tx.sql.run('INSERT INTO note (id, half, set_id, sha256) VALUES (?, ?, ?, ?)', [
        i,
        'first',
        i,
        blob.sha256
      ])
      await new Promise(resolve => setImmediate(resolve))
      tx.sql.run('UPDATE note SET other_half = ? WHERE id = ?', ['second', i])
      tx.index({
        kind: 'note',
        id: String(i),
        title: `note ${String(i)}`,
        subtitle: '',
        body: '',
        codes: [],
        subject: null,
        updatedAt: ''
      })
      tx.audit({
        actorId: 'u1',
        actorName: 'Child',
        station: 's',
        action: 'note.add',
        entity: 'note',
        entityId: String(i),
        subject: null
      })
    })
    process.stdout.write(`${String(i)}\n`)
  }
}

const dir = process.env.FABCASE_CRASH_STORE
if (dir !== undefined) await work(dir)
