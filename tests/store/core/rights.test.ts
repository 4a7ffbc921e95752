import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Permission } from '@contract/permissions'
import type { CoreEvent } from '@contract/wire'
import type { Caller } from '../../../main/core/core'
import { mayHear } from '../../../main/core/port'
import { configurePasswords } from '../../../main/people'
import { makeCore, password, type CoreFixture } from './core-fixture'

configurePasswords({ N: 2 ** 10 })

let f: CoreFixture

beforeAll(async () => {
  f = await makeCore()
})

afterAll(async () => {
  await f.close()
})

let people = 0

/** Someone signed in with exactly these rights, whose password is their own. */
async function person(permissions: readonly Permission[]): Promise<Caller & { readonly id: string }> {
  const login = `person${String(++people)}`
  const role = await f.as('roles.add', { name: login, key: '', permissions: [...permissions] })
  const user = await f.as('people.addUser', {
    login,
    name: `${login} Example`,
    email: '',
    roleId: role.id,
    departmentId: null,
    password: `first ${password}`
  })
  const bare: Caller = { token: null, station: login, local: false }
  const { token } = await f.call(bare, 'session.signIn', { login, password: `first ${password}` })
  const caller = { ...bare, token }
  await f.call(caller, 'session.changePassword', { current: `first ${password}`, next: `next ${password}` })
  return { ...caller, id: user.id }
}

const forbidden = (needs: string) => ({ fault: { key: 'contract.forbidden', details: { needs } } })

describe('jobs of others', () => {
  test('a backup is nobody else’s business; an import is everybody’s who may read', async () => {
    const reader = await person(['records.read'])
    const nobody = await person([])
    const { jobId } = await f.as('store.check', {})
    await f.jobEnd(jobId)
    const path = join(f.dir, '..', 'note.txt')
    await writeFile(path, 'words')
    const { stageId } = await f.core.stages.path(path)
    const { imports } = await f.as('instruments.import', { stageIds: [stageId] })
    const importJob = imports[0]?.jobId ?? ''
    await f.jobEnd(importJob)
    const kindsOf = async (caller: Caller) => (await f.call(caller, 'jobs.list', {})).jobs.map(j => j.kind)
    expect(await kindsOf(reader)).toEqual(['import'])
    expect(await kindsOf(nobody)).toEqual([])
    await expect(f.call(reader, 'jobs.get', { id: jobId })).rejects.toMatchObject({
      fault: { key: 'record.notFound' }
    })
    expect((await f.call(reader, 'jobs.get', { id: importJob })).title).toBe('note.txt')
  })
})

describe('events', () => {
  test('reach those who may read, nobody who is locked, and jobs only who may see them', async () => {
    const reader = await person(['records.read'])
    const none = await person([])
    const admin = f.core.actorOf(f.admin)
    const as = (caller: Caller) => () => f.core.actorOf(caller)
    const changed: CoreEvent = { topic: 'case', id: 'c1', subject: 'c1' }
    const backup: CoreEvent = {
      topic: 'job',
      id: 'j1',
      subject: null,
      data: { kind: 'restore', title: '/srv/secret', actorId: admin.id }
    }
    expect(mayHear(changed, as(reader))).toBe(true)
    expect(mayHear(changed, as(none))).toBe(false)
    expect(mayHear(changed, () => undefined)).toBe(false)
    expect(mayHear(backup, as(reader))).toBe(false)
    expect(mayHear(backup, as(f.admin))).toBe(true)
    expect(mayHear({ topic: 'notice', id: none.id, subject: null }, as(none))).toBe(true)
    expect(mayHear({ topic: 'notice', id: none.id, subject: null }, as(reader))).toBe(false)
    await f.call(reader, 'session.lock', {})
    expect(mayHear(changed, as(reader))).toBe(false)
    expect(mayHear({ topic: 'store', id: null, subject: null }, as(reader))).toBe(true)
  })

  test('of a job say whose it is and of what kind, from its first to its last', async () => {
    const heard: CoreEvent[] = []
    const stop = f.core.events.listen(event => {
      if (event.topic === 'job') heard.push(event)
    })
    const { jobId } = await f.as('store.check', {})
    await f.jobEnd(jobId)
    stop()
    const mine = heard.filter(e => e.id === jobId)
    expect(mine.map(e => e.data?.['state'])).toEqual(expect.arrayContaining(['queued', 'started', 'done']))
    const me = f.core.actorOf(f.admin).id
    for (const event of mine) expect(event.data).toMatchObject({ kind: 'storeCheck', actorId: me })
  })
})

test('what one person uploaded, another cannot import', async () => {
  const a = await person(['records.read', 'instruments.import'])
  const b = await person(['records.read', 'instruments.import'])
  const { stageId } = await f.core.stages.upload('mine.txt', a.id, [Buffer.from('mine')])
  await expect(f.call(b, 'instruments.import', { stageIds: [stageId] })).rejects.toMatchObject({
    fault: { key: 'attachment.staleStage' }
  })
  expect((await f.call(a, 'instruments.import', { stageIds: [stageId] })).imports).toHaveLength(1)
})

test('a download ends with the session that asked for it', async () => {
  const path = join(f.dir, '..', 'evidence.txt')
  await writeFile(path, 'evidence')
  const { stageId } = await f.core.stages.path(path)
  const { imports, batchId } = await f.as('instruments.import', { stageIds: [stageId] })
  await f.jobEnd(imports[0]?.jobId ?? '')
  const { rows } = await f.as('instruments.imports', { batchId })
  const sha256 = rows[0]?.sha256 ?? ''
  const reader = await person(['records.read'])
  const ticket = async () => (await f.call(reader, 'attachments.open', { sha256 })).ticket
  expect(f.core.tickets.take(await ticket())).toMatchObject({ sha256 })
  const locked = await ticket()
  await f.call(reader, 'session.lock', {})
  expect(f.core.tickets.take(locked)).toBeNull()
  await f.call(reader, 'session.unlock', { password: `next ${password}` })
  const left = await ticket()
  await f.call(reader, 'session.signOut', {})
  expect(f.core.tickets.take(left)).toBeNull()
})

test('giving a case to somebody needs the right to assign; taking one that nobody has does not', async () => {
  const writer = await person(['records.read', 'cases.write'])
  const other = await person(['records.read'])
  await expect(f.call(writer, 'cases.add', { title: 'given', ownerId: other.id })).rejects.toMatchObject(
    forbidden('cases.assign')
  )
  const free = await f.call(writer, 'cases.add', { title: 'free' })
  const change = (version: number, ownerId: string | null) =>
    f.call(writer, 'cases.update', { id: free.id, version, patch: { ownerId } })
  await expect(change(1, other.id)).rejects.toMatchObject(forbidden('cases.assign'))
  expect((await change(1, writer.id)).ownerId).toBe(writer.id)
  await expect(change(2, other.id)).rejects.toMatchObject(forbidden('cases.assign'))
  expect(
    (await f.call(writer, 'cases.update', { id: free.id, version: 2, patch: { title: 'x' } })).version
  ).toBe(3)
})

test('drafts, notices and views of others are out of reach', async () => {
  const a = await person(['records.read'])
  const b = await person(['records.read'])
  await f.call(a, 'drafts.put', { key: 'k', body: 'secret' })
  expect((await f.call(b, 'drafts.get', { key: 'k' })).body).toBeNull()
  const view = await f.call(a, 'views.save', { screen: 'cases', name: 'v', shared: false, definition: '{}' })
  expect((await f.call(b, 'views.list', { screen: 'cases' })).views).toEqual([])
  await expect(f.call(b, 'views.remove', { id: view.id, version: 1 })).rejects.toThrow()
  const made = await f.as('cases.add', { title: 'mention', ownerId: a.id })
  await f.as('cases.comment', { id: made.id, text: '@a', mentionIds: [a.id, a.id] })
  const { notices } = await f.call(a, 'notices.list', {})
  expect(notices.map(n => [n.kind, n.link])).toEqual([
    ['mentioned', `/cases/${made.id}/discussion`],
    ['caseAssigned', `/cases/${made.id}`]
  ])
  await f.call(b, 'notices.read', { ids: notices.map(n => n.id) })
  expect((await f.call(a, 'notices.list', {})).unread).toBe(2)
  expect((await f.call(b, 'notices.list', {})).notices).toEqual([])
})

test('a case named by its number is the same case everywhere', async () => {
  const made = await f.as('cases.add', { title: 'by number' })
  await f.as('cases.comment', { id: made.number, text: 'hello' })
  expect((await f.as('cases.comments', { id: made.number })).comments).toHaveLength(1)
  expect((await f.as('cases.timeline', { id: made.number })).entries.length).toBe(2)
  expect((await f.as('cases.update', { id: made.number, version: 1, patch: { title: 'new' } })).version).toBe(
    2
  )
  await expect(f.as('cases.files', { id: 'no-such' })).rejects.toMatchObject({
    fault: { key: 'record.notFound' }
  })
})

describe('the trail', () => {
  test('names who signed in, and whose password was refused', async () => {
    const someone = await person(['records.read'])
    const bare: Caller = { token: null, station: 'desk', local: false }
    await expect(
      f.call(bare, 'session.signIn', { login: `person${String(people)}`, password: 'wrong' })
    ).rejects.toThrow()
    const { rows } = await f.as('audit.list', { limit: 50 })
    const signIn = rows.find(r => r.action === 'session.signIn')
    expect(signIn).toMatchObject({ actorId: someone.id, actorName: `person${String(people)} Example` })
    expect(rows.find(r => r.action === 'session.refused')?.after).toContain(`person${String(people)} Example`)
    expect(JSON.stringify(rows)).not.toContain('passphrase')
    expect(JSON.stringify(rows)).not.toContain('scrypt')
  })
})

test('what the program runs on is told to whoever is signed in, and to nobody else', async () => {
  const nobody = await person([])
  expect(await f.call(nobody, 'store.versions', {})).toMatchObject({
    format: 1,
    sqlite: expect.stringMatching(/^3\.\d+\.\d+$/) as string,
    node: process.versions.node,
    electron: null,
    chromium: null
  })
  await expect(f.call({ ...nobody, token: null }, 'store.versions', {})).rejects.toMatchObject({
    fault: { key: 'contract.signIn' }
  })
})
