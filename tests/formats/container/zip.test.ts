import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zipMembers, type ZipMember } from '../../../main/instruments/formats/container/zip'
import { Warnings, type Warning } from '../../../main/instruments/formats/warnings'
import { inspectFile, type ArchiveInspection } from '../../../main/instruments/inspect'
import { madeLot } from '../stdf/made'
import { bzipped } from './bzipped'
import { opened } from './unpack'
import { zipped, type Entry, type ZipShape } from './zipped'

let dir = ''
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'fabcase-zip-'))
})
afterAll(() => {
  rmSync(dir, { recursive: true, force: true })
})

const lot = madeLot({ parts: 60, tests: 10 })
const other = madeLot({ parts: 30, tests: 12, byteOrder: 'BigEndian' })

async function listed(bytes: Buffer): Promise<{ members: ZipMember[]; warnings: Warning[] }> {
  const warnings = new Warnings()
  const members = await zipMembers(
    (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
    bytes.length,
    warnings
  )
  return { members, warnings: warnings.list() }
}

async function inspected(bytes: Buffer): Promise<ArchiveInspection> {
  const path = join(dir, 'a.bin')
  writeFileSync(path, bytes)
  const found = await inspectFile(path)
  if (found.kind !== 'archive') throw new Error(`an archive, not ${found.kind}`)
  return found
}

const shapes: [string, ZipShape][] = [
  ['plain', {}],
  ['zip64', { zip64: true }],
  ['with a comment', { comment: 'lot 7, PK\u0005\u0006 and all' }]
]

describe.each(shapes)('a zip archive, %s', (_name, shape) => {
  it('gives each of its files back', async () => {
    const entries: Entry[] = [
      { name: 'stored.stdf', content: lot, method: 0 },
      { name: 'deep/er/deflated.stdf', content: other },
      { name: 'streamed.stdf', content: lot, flags: 8 },
      { name: 'bzip2.stdf', content: other, method: 12, packed: bzipped(other) },
      { name: 'folder/', content: Buffer.alloc(0) },
      { name: 'empty.txt', content: Buffer.alloc(0) }
    ]
    const file = zipped(entries, shape)
    const { members, warnings } = await listed(file)
    expect(warnings).toEqual([])
    expect(members.map(({ name, problem }) => [name, problem])).toEqual(
      entries.filter(entry => entry.name !== 'folder/').map(entry => [entry.name, null])
    )
    for (const [i, expected] of [lot, other, lot, other].entries()) {
      const read = await opened(file, {}, i)
      expect(read.bytes.equals(expected)).toBe(true)
      expect(read.warnings).toEqual([])
    }
  })
})

describe('names inside an archive', () => {
  const nameOf = async (entry: Omit<Entry, 'content'>) =>
    (await listed(zipped([{ ...entry, content: lot }]))).members[0]?.name

  it('are UTF-8 where the archive says so, else GBK, Shift-JIS or code page 437', async () => {
    const gbk = Buffer.from([0xb2, 0xe2, 0xca, 0xd4, 0xca, 0xfd, 0xbe, 0xdd])
    expect(await nameOf({ name: '测试.stdf', flags: 0x800 })).toBe('测试.stdf')
    expect(await nameOf({ name: Buffer.concat([gbk, Buffer.from('.stdf')]) })).toBe('测试数据.stdf')
    expect(await nameOf({ name: Buffer.from('Pr\u0081fling.stdf', 'latin1') })).toBe('Prüfling.stdf')
    const unicode = Buffer.from('晶圆.stdf')
    const field = Buffer.concat([Buffer.from([0x75, 0x70, 5 + unicode.length, 0, 1, 0, 0, 0, 0]), unicode])
    expect(await nameOf({ name: 'x.stdf', extra: field })).toBe('晶圆.stdf')
  })

  it('are labels: one separator, nothing that moves the cursor or turns the text round', async () => {
    expect(await nameOf({ name: '..\\..\\evil\u0007\u202e.stdf', flags: 0x800 })).toBe('../../evil.stdf')
  })
})

describe('an archive', () => {
  it('is looked into file by file, packed ones and unreadable ones included', async () => {
    const found = await inspected(
      zipped([
        { name: 'lot.stdf', content: lot },
        { name: 'other.std.gz', content: gzipSync(other), method: 0 },
        { name: 'deflated twice.std.gz', content: gzipSync(other) },
        { name: 'readme.txt', content: Buffer.from('two lots\n') },
        { name: 'inner.zip', content: zipped([{ name: 'x', content: lot }]) }
      ])
    )
    expect(found).toMatchObject({ format: 'zip', compression: 'none', readable: true, warnings: [] })
    expect(
      found.members.map(({ name, format, compression, kind }) => [name, format, compression, kind])
    ).toEqual([
      ['lot.stdf', 'stdf', 'none', 'measurements'],
      ['other.std.gz', 'stdf', 'gzip', 'measurements'],
      ['deflated twice.std.gz', 'stdf', 'gzip', 'measurements'],
      ['readme.txt', 'text', 'none', 'other'],
      ['inner.zip', 'zip', 'none', 'other']
    ])
    expect(found.members[0]).toMatchObject({ parts: 60, bytes: lot.length })
    expect(found.members[1]).toMatchObject({ parts: 30, byteOrder: 'BigEndian' })
  })

  it('says what keeps a file from being read, and reads the others', async () => {
    const file = zipped([
      { name: 'secret.stdf', content: lot, flags: 1 },
      { name: 'odd.stdf', content: lot, method: 97, packed: lot },
      { name: 'gone.stdf', content: lot, at: 10_000_000 },
      { name: 'good.stdf', content: lot }
    ])
    const found = await inspected(file)
    expect(found.warnings.map(({ key, params }) => [key, params['name']])).toEqual([
      ['memberEncrypted', 'secret.stdf'],
      ['memberMethod', 'odd.stdf'],
      ['memberOutside', 'gone.stdf']
    ])
    expect(found.members).toMatchObject([{ name: 'good.stdf', parts: 60 }])
  })

  it('that lost its directory is read by the headers of its files', async () => {
    for (const flags of [0, 8]) {
      const found = await inspected(
        zipped(
          [
            { name: 'lot.stdf', content: lot, flags },
            { name: 'other.stdf', content: other, flags }
          ],
          { withoutDirectory: true }
        )
      )
      expect(found.warnings.map(warning => warning.key)).toEqual(['zipDirectoryLost'])
      expect(found.members).toMatchObject([
        { name: 'lot.stdf', parts: 60, warnings: [] },
        { name: 'other.stdf', parts: 30, warnings: [] }
      ])
    }
  })

  it('cut off in a file gives what came before the cut', async () => {
    const file = zipped([{ name: 'lot.stdf', content: lot }])
    const found = await inspected(file.subarray(0, file.length >> 1))
    expect(found.warnings.map(warning => warning.key)).toEqual(['zipDirectoryLost'])
    const [member] = found.members
    if (member?.kind !== 'measurements') throw new Error('not read')
    expect(member.parts).toBeGreaterThan(10)
    expect(member.warnings.map(warning => warning.key)).toContain('packedTruncated')
  })

  it('says so when a check sum does not fit', async () => {
    const file = zipped([{ name: 'lot.stdf', content: lot, method: 0 }])
    file[2000] = (file[2000] ?? 0) ^ 1
    const [member] = (await inspected(file)).members
    expect(member?.warnings.map(warning => warning.key)).toContain('packedCheck')
  })

  it('of files that lie on top of one another is read once', async () => {
    const file = zipped([
      { name: 'one.stdf', content: lot },
      { name: 'two.stdf', content: lot, at: 0 },
      { name: 'three.stdf', content: lot, at: 0 }
    ])
    const found = await inspected(file)
    expect(found.members).toHaveLength(1)
    expect(found.warnings.map(warning => warning.key)).toEqual(['memberOverlap', 'memberOverlap'])
  })

  it('with a bomb in it is not brought down by it', async () => {
    const head = lot.subarray(0, 20_000)
    const bomb = Buffer.concat([head, Buffer.alloc(80 << 20)])
    const found = await inspected(
      zipped([
        { name: 'bomb.stdf', content: bomb },
        { name: 'lot.stdf', content: lot }
      ])
    )
    expect(found.members).toMatchObject([
      { kind: 'fault', fault: { key: 'file.bomb' } },
      { kind: 'measurements', parts: 60 }
    ])
  })

  it('may be empty, split, or nothing but its first bytes', async () => {
    expect(await inspected(zipped([]))).toMatchObject({ members: [], warnings: [], readable: false })
    const split = zipped([{ name: 'lot.stdf', content: lot }])
    split.writeUInt16LE(2, split.length - 22 + 4)
    expect(await inspected(split)).toMatchObject({ members: [], warnings: [{ key: 'zipSplit' }] })
    expect(await inspected(Buffer.from('PK\u0003\u0004xxxxxxxx'))).toMatchObject({
      members: [],
      warnings: [{ key: 'zipDirectoryLost' }]
    })
  })
})
