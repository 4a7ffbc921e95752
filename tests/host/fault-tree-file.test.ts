import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { DiagramNode } from '@contract/diagram/node'
import type { Fault } from '@contract/errors'
import { administrator, newHost, person, type Client } from './support'

/** So many pumps of which any fails, each with a few kilobytes said of it: far more than a call may hold. */
function largeModel(events: number): string {
  const names = Array.from({ length: events }, (_, i) => `E${String(i)}`)
  const said = '真空泵的说明 '.repeat(250)
  const defined = names.map(
    name =>
      `<define-basic-event name="${name}"><label>${said}</label><attributes><attribute name="a" value="${said}"/></attributes><float value="0.001"/></define-basic-event>`
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<opsa-mef><define-fault-tree name="pumps"><define-gate name="top"><or>${names.map(name => `<basic-event name="${name}"/>`).join('')}</or></define-gate>
${defined.join('\n')}</define-fault-tree></opsa-mef>`
}

async function staged(client: Client, name: string, text: string): Promise<string> {
  const answer = await client.upload(name, new TextEncoder().encode(text))
  expect(answer.status, answer.body.toString('utf8')).toBe(200)
  return (answer.json() as { stageId: string }).stageId
}

test('a model too large for a call is handed over as a file, looked at, and taken by its name', async () => {
  const host = await newHost()
  const admin = await administrator(host)
  const text = largeModel(500)
  expect((await admin.raw('faultTree.fromMef', { text })).status).toBe(413)
  const stageId = await staged(admin, 'pumps.xml', text)
  const { name, seed, nodes, ignored } = await admin.call('faultTree.readMef', { stageId })
  expect([name, nodes.length, ignored]).toEqual(['pumps', 1001, []])

  // In the place of a tree that is there: one step, which one undo takes back.
  const old: DiagramNode = { id: 'old', type: 'gate', parent: null, rank: 'V', data: { name: 'OLD' } }
  const before = await admin.call('rca.create', { kind: 'faultTree', title: 'Pumps', nodes: [old] })
  const top = nodes.find(node => node.type === 'gate')?.id ?? ''
  const replaced = await admin.call('faultTree.takeMef', {
    stageId,
    seed,
    pages: [top],
    into: { kind: 'replace', id: before.id }
  })
  expect(replaced.id).toBe(before.id)
  expect(replaced.undoable.undo).toEqual({ key: 'faultTree.import', params: { name: 'pumps' } })
  const now = await admin.call('rca.get', { id: before.id })
  expect(now.nodes).toHaveLength(1001)
  const event = now.nodes.find(node => node.data['name'] === 'E7')
  expect(event?.data['label']).toMatch(/^真空泵的说明/)
  expect(now.nodes.find(node => node.id === top)?.data['page']).toBe(true)
  // Out again the same way: named, not carried.
  const out = await admin.call('faultTree.toMef', { diagramId: before.id, name: 'pumps' })
  expect(out.bytes.length).toBeGreaterThan(4 * 1024 ** 2)
  const csv = await admin.call('faultTree.eventsCsv', { diagramId: before.id })
  expect(new TextDecoder().decode(csv.bytes).split('\n').length).toBeGreaterThan(500)
  await admin.call('rca.undo', { id: before.id, mode: 'undo' })
  expect((await admin.call('rca.get', { id: before.id })).nodes.map(node => node.id)).toEqual(['old'])

  // It was taken: the bytes are gone, or about to go, and nobody else ever had them.
  const reader = await person(host, admin, 'reader')
  expect((await reader.fault('faultTree.readMef', { stageId })).key).toBe('attachment.staleStage')
  const again = await staged(admin, 'pumps.xml', largeModel(2))
  const small = await admin.call('faultTree.readMef', { stageId: again })
  const made = await admin.call('faultTree.takeMef', {
    stageId: again,
    seed: small.seed,
    pages: [],
    into: { kind: 'new', title: 'Two pumps', caseId: null }
  })
  expect((await admin.call('rca.get', { id: made.id })).diagram).toMatchObject({
    title: 'Two pumps',
    nodes: 5
  })
  expect(
    (
      await reader.fault('faultTree.takeMef', {
        stageId: again,
        seed: 'x',
        pages: [],
        into: { kind: 'replace', id: made.id }
      })
    ).code
  ).toBe('Forbidden')
})

test('a table of events comes in as a file too', async () => {
  const admin = await administrator(await newHost())
  const stageId = await staged(admin, 'events.csv', 'name,p\nA,0.5\nB,often\n')
  const { events, errors } = await admin.call('faultTree.fromEventsCsv', { stageId, nodes: [] })
  expect(events.map(one => one.node.data['name'])).toEqual(['A'])
  expect(errors).toMatchObject([{ line: 3, column: 2, why: 'parameter' }])
})

const folder = '../shared/fta/invalid'
const present = existsSync(folder)

test.skipIf(!present)(
  `files that must be refused are, with the reason and the line${present ? '' : ' (skipped: they are not beside the project)'}`,
  async () => {
    const admin = await administrator(await newHost())
    const files = readdirSync(folder).filter(file => file.endsWith('.xml'))
    expect(files.length).toBeGreaterThan(10)
    for (const file of files) {
      const stageId = await staged(admin, file, readFileSync(`${folder}/${file}`, 'utf8'))
      const fault: Fault = await admin.fault('faultTree.readMef', { stageId })
      expect(fault.key, file).toMatch(/^rca\./)
      expect(fault.details['at'], file).toBeGreaterThan(0)
    }
  },
  60_000
)
