import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DiagramNode } from '@contract/diagram/node'
import { FabError } from '@contract/errors'
import { modelText, tableText } from '../../../main/rca/tree-file'
import { workerTasks, type ModelRecords } from '../../../main/rca/worker-tasks'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fabcase-model-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

let made = 0
async function fileOf(bytes: Uint8Array | string, name = 'model.xml') {
  const path = join(folder, String(++made))
  await writeFile(path, bytes)
  return { path, name }
}

/** 真空泵 in GB 18030. */
const pump = Uint8Array.of(0xd5, 0xe6, 0xbf, 0xd5, 0xb1, 0xc3)
const joined = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))

describe('the text of a file', () => {
  test('of a model is in the encoding it declares, or that of its mark, or UTF-8', async () => {
    const gbk = joined('<?xml version="1.0" encoding="GBK"?><a b="', pump, '"/>')
    expect(await modelText(await fileOf(gbk))).toContain('b="真空泵"')
    const utf16 = joined(Uint8Array.of(0xff, 0xfe), Buffer.from('<a b="真空泵"/>', 'utf16le'))
    expect(await modelText(await fileOf(utf16))).toBe('<a b="真空泵"/>')
    expect(await modelText(await fileOf('\uFEFF<a b="真空泵"/>'))).toBe('<a b="真空泵"/>')
    const odd = '<?xml version="1.0" encoding="klingon"?><a b="真空泵"/>'
    expect(await modelText(await fileOf(odd))).toBe(odd)
  })

  test('of a table is UTF-8 where it can be that, else what a spreadsheet in China writes', async () => {
    expect(await tableText(await fileOf('name,标签\nA,真空泵'))).toBe('name,标签\nA,真空泵')
    expect(await tableText(await fileOf(joined('name,label\nA,', pump)))).toBe('name,label\nA,真空泵')
  })

  test('that is not there is said to be so, by its name', async () => {
    const fault = await modelText({ path: join(folder, 'nowhere'), name: 'gone.xml' }).catch(
      (error: unknown) => error
    )
    expect(fault instanceof FabError && fault.fault).toMatchObject({
      key: 'attachment.unreadable',
      details: { name: 'gone.xml' }
    })
  })
})

describe('a model in a file', () => {
  const xml = `<opsa-mef><define-fault-tree>
    <define-gate name="top"><label>顶</label><and><event name="a"/><event name="b"/></and></define-gate>
    <define-basic-event name="a"><label>${'长'.repeat(3000)}</label>
      <attributes><attribute name="note" value="${'x'.repeat(5000)}"/></attributes><float value="0.1"/></define-basic-event>
    <define-basic-event name="b"><float value="0.2"/></define-basic-event>
  </define-fault-tree></opsa-mef>`
  type Asked = ModelRecords & { readonly seed?: string }
  const ask = async (name: 'faultTree.readMef' | 'faultTree.takeMef', seed: string): Promise<Asked> =>
    (await workerTasks.faultTreeStudio({ name, file: await fileOf(xml, '泵 v2.mef.xml'), seed })) as Asked

  test('is looked at without its texts, and taken with them, under the same ids', async () => {
    const [seen, taken] = [await ask('faultTree.readMef', 'seed'), await ask('faultTree.takeMef', 'seed')]
    expect([seen.seed, seen.name, taken.name]).toEqual(['seed', '泵 v2.mef', '泵 v2.mef'])
    const shape = ({ id, type, parent, rank }: DiagramNode) => [id, type, parent, rank]
    expect(seen.nodes.map(shape)).toEqual(taken.nodes.map(shape))
    expect(seen.nodes[0]?.data).toMatchObject({ name: 'top', label: '' })
    expect(taken.nodes[0]?.data).toMatchObject({ name: 'top', label: '顶' })
    expect(JSON.stringify(seen.nodes).length).toBeLessThan(2000)
    const other = await ask('faultTree.takeMef', 'other')
    expect(other.nodes.some(node => taken.nodes.some(one => one.id === node.id))).toBe(false)
  })

  test('is cut where a record has no room for all of it, and says so with the line', async () => {
    const { nodes, ignored } = await ask('faultTree.takeMef', 'seed')
    const data = nodes.find(node => node.data['name'] === 'a')?.data
    expect(data?.['label']).toHaveLength(2000)
    expect(ignored).toEqual([
      { what: 'a: label > 2000', line: 3 },
      { what: 'a: note > 2000', line: 3 }
    ])
  })
})
