import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf } from '../../formats/klarf/made'
import { makeCore, type CoreFixture } from '../core/core-fixture'
import { dies, inspected, planted, tested } from './wafers'

/** As little of a JPEG as it takes to be told for one. */
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0xff, 0xd9)

let f: CoreFixture
const made = inspected()
const bytes = bytesOf(made)
let id = ''
let testerId = ''

beforeAll(async () => {
  f = await makeCore()
  const dir = join(f.dir, '..', 'files')
  await mkdir(dir)
  const bring = async (files: Record<string, Uint8Array | string>) => {
    const stageIds: string[] = []
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(dir, name), content)
      stageIds.push((await f.core.stages.path(join(dir, name))).stageId)
    }
    const { imports } = await f.as('instruments.import', { stageIds })
    for (const one of imports) await f.jobEnd(one.jobId)
    const { rows } = await f.as('instruments.imports', { batchId: imports[0]?.batchId ?? '' })
    return (name: string) => rows.find(row => row.name === name)?.setId ?? ''
  }
  const first = await bring({ 'w2_1.jpg': 'other', 'lot7.stdf': tested() })
  testerId = first('lot7.stdf')
  const second = await bring({ 'scan.klarf': bytes, 'w1_1.jpg': jpeg, 'W2_1.jpg': 'second' })
  id = second('scan.klarf')
})
afterAll(async () => {
  await f.close()
})

const rows = (w: number) => made.lots[0]?.wafers[w]?.rows ?? []
const all = rows(0).length + rows(1).length
const none = { filter: {} }

describe('looking at defects', () => {
  test('facts of the set: lots, wafers, classes, what the file says', async () => {
    const set = await f.as('defects.set', { id })
    expect(set.summary).toMatchObject({ kind: 'defects', name: 'scan.klarf', defects: all, wafers: 2 })
    expect(set).toMatchObject({ version: '1.2', units: 'um', warnings: [] })
    expect(set.wafers).toMatchObject([
      {
        index: 0,
        waferId: 'LOT-7.01',
        slot: 1,
        defects: 120,
        declared: 120,
        planned: dies.length,
        images: 1
      },
      { index: 1, waferId: 'LOT-7.02', slot: 2, defects: rows(1).length }
    ])
    expect(set.wafers[0]?.area).toBeCloseTo((dies.length * 8000 * 10_000) / 1e8, 6)
    expect(set.classes).toEqual(
      [
        { number: 20, name: '桥接', count: rows(1).length - 120 },
        { number: 10, name: 'Particle', count: 160 },
        { number: 0, name: 'Unclassified', count: 80 }
      ].toSorted((a, b) => b.count - a.count)
    )
    expect(set.fields).toContainEqual(['LOT-7', 'StepID', 'M1'])
    expect(set.columns.slice(0, 3)).toEqual(['DEFECTID', 'XREL', 'YREL'])
    await expect(f.as('defects.set', { id: testerId })).rejects.toMatchObject({
      fault: { key: 'record.notFound' }
    })
  })

  test('points lie where they should, on the wafer and in the die', async () => {
    const map = await f.as('defects.map', { id, ...none })
    expect([map.total, map.unplaced, map.x.length, map.wafers]).toEqual([all, 0, all, 2])
    const [, xrel, yrel, ix, iy] = (rows(0)[5] ?? []) as number[]
    expect(map.x[5]).toBeCloseTo((ix ?? 0) * 8000 + (xrel ?? 0) - 4000, 1)
    expect(map.y[5]).toBeCloseTo((iy ?? 0) * 10_000 + (yrel ?? 0) - 5000, 1)
    expect([map.dieX[5], map.dieY[5], map.wafer[5], map.row[5]]).toEqual([ix, iy, 0, 5])
    expect(Math.hypot(...[map.x[5] ?? 0, map.y[5] ?? 0])).toBeLessThan(160_000)
    expect(map.dies.x.length).toBe(dies.length)
    expect(map.dies.defects.reduce((a, b) => a + b, 0)).toBe(all)
    expect(Math.max(...map.dies.wafers)).toBe(2)
    const few = await f.as('defects.map', { id, ...none, most: 1000 })
    expect(few.total).toBe(all)
  })

  test('filters: wafer, class, size, a lasso on the wafer and in the die', async () => {
    const count = async (filter: object) => (await f.as('defects.list', { id, filter, limit: 1 })).total
    expect(await count({ wafers: [0] })).toBe(120)
    expect(await count({ classes: [20] })).toBe(rows(1).length - 120)
    expect(await count({ classes: [0, 10], wafers: [1] })).toBe(120)
    expect(await count({ images: true })).toBe(2)
    const bySize = rows(0).filter(row => Number(row[7]) >= 0.5 && Number(row[7]) < 1).length
    expect(await count({ wafers: [0], size: { from: 0.5, to: 1 } })).toBe(bySize)
    const { x, y } = planted.repeater
    const square: [number, number][] = [
      [x - 5, y - 5],
      [x + 5, y - 5],
      [x + 5, y + 5],
      [x - 5, y + 5]
    ]
    expect(await count({ regions: [{ frame: 'die', polygon: square }] })).toBeGreaterThanOrEqual(
      rows(1).length - 120
    )
    const half: [number, number][] = [
      [0, -2e5],
      [2e5, -2e5],
      [2e5, 2e5],
      [0, 2e5]
    ]
    const right = await count({ regions: [{ frame: 'wafer', polygon: half }] })
    const left = await count({ regions: [{ frame: 'wafer', polygon: half.map(([a, b]) => [-a, b]) }] })
    expect(right + left).toBe(all)
    expect(await count({ clustered: true })).toBe(0)
  })

  test('Pareto by class, size, wafer, with the dies that bear them', async () => {
    const byClass = await f.as('defects.pareto', { id, ...none, by: 'class' })
    expect(byClass.total).toBe(all)
    expect(byClass.bars.find(bar => bar.key === '20')).toMatchObject({
      label: '20 桥接',
      count: rows(1).length - 120,
      dies: rows(1).length - 120
    })
    const bySize = await f.as('defects.pareto', { id, ...none, by: 'size' })
    expect(bySize.bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(all)
    for (const bar of bySize.bars) expect(bar.to).toBeGreaterThan(bar.from ?? 0)
    const byWafer = await f.as('defects.pareto', { id, ...none, by: 'wafer' })
    expect(byWafer.bars.map(bar => [bar.key, bar.count])).toEqual([
      ['1', rows(1).length],
      ['0', 120]
    ])
    for (const by of ['rough', 'fine', 'test', 'cluster', 'lot'] as const)
      expect((await f.as('defects.pareto', { id, ...none, by })).bars.length).toBe(1)
  })

  test('a list in any order, and everything of one defect', async () => {
    const first = await f.as('defects.list', { id, ...none, limit: 3, offset: 119 })
    expect(first.rows.map(row => [row.wafer, row.row, row.defectId])).toEqual([
      [0, 119, 120],
      [1, 0, 1],
      [1, 1, 2]
    ])
    const large = await f.as('defects.list', { id, ...none, sort: 'size', descending: true, limit: 500 })
    const sizes = large.rows.map(row => row.size ?? 0)
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    expect(large.total).toBe(all)
    const one = await f.as('defects.one', { id, wafer: 1, row: 0 })
    expect(one.row).toMatchObject({ wafer: 1, row: 0, defectId: 1, images: 1 })
    expect(one.values.find(([name]) => name === 'XREL')?.[1]).toBe(rows(1)[0]?.[1])
    expect(one.images[0]?.file).toBe('pictures\\W2_1.JPG')
    await expect(f.as('defects.one', { id, wafer: 1, row: 9999 })).rejects.toMatchObject({
      fault: { key: 'record.notFound' }
    })
  })

  test('images are found by their names, first among what came with the file', async () => {
    const { rows: images, total, files } = await f.as('defects.images', { id, ...none })
    expect([total, files]).toEqual([2, 2])
    const names = await f.as('instruments.imports', {})
    const sha = (name: string, at: number) => names.rows.filter(row => row.name === name)[at]?.sha256
    expect(images.map(image => image.sha256)).toEqual([sha('w1_1.jpg', 0), sha('W2_1.jpg', 0)])
    expect(images[1]?.sha256).not.toBe(sha('w2_1.jpg', 0))
    expect((await f.as('defects.images', { id, filter: { wafers: [0] } })).total).toBe(1)
    const [first, second] = images.map(image => image.sha256 ?? '')
    expect(await f.as('defects.picture', { sha256: first ?? '' })).toMatchObject({
      mime: 'image/jpeg',
      bytes: jpeg
    })
    await expect(f.as('defects.picture', { sha256: second ?? '' })).rejects.toMatchObject({
      fault: { key: 'record.notFound' }
    })
  })

  test('the repeater is found at its place and nothing beside it', async () => {
    const found = await f.as('defects.repeaters', { id, ...none, tolerance: 10, dies: 5 })
    expect(found.places.length).toBe(1)
    const [place] = found.places
    expect(place).toMatchObject({ classNumber: 20, wafers: 1 })
    expect(place?.x).toBeCloseTo(planted.repeater.x, -1)
    expect(place?.y).toBeCloseTo(planted.repeater.y, -1)
    expect(place?.dies).toBeGreaterThanOrEqual(rows(1).length - 120)
    expect(place?.byChance).toBeLessThan(1e-9)
    expect([...found.starts]).toEqual([0, found.row.length])
    expect(found.repeating).toBe(found.row.length)
    expect((await f.as('defects.repeaters', { id, filter: { wafers: [0] }, dies: 5 })).places).toEqual([])
    const many = await f.as('defects.repeaters', { id, ...none, tolerance: 400, dies: 3, chance: 0.05 })
    expect(many.found).toBe(1)
    expect(many.any).toBeGreaterThan(1)
  })

  test('tester wafers of the lot are matched, dies laid over one another, and the killer class told', async () => {
    const testers = await f.as('defects.testers', { id })
    expect(testers.sets).toBe(1)
    expect(
      testers.wafers.map(({ matches }) => matches.map(match => [match.setId, match.waferId, match.by]))
    ).toEqual([[[testerId, '01', 'number']], [[testerId, '02', 'number']]])
    expect(testers.wafers[0]?.matches[0]).toMatchObject({
      name: 'lot7.stdf',
      sha256: createHash('sha256').update(tested()).digest('hex')
    })
    const pairs = testers.wafers.flatMap(({ index, matches }) =>
      matches.map(match => ({ wafer: index, setId: match.setId, testerWafer: match.wafer }))
    )
    const over = await f.as('defects.overlay', { id, ...none, pairs })
    expect(over.placing).toEqual({ turn: 0, flipX: false, flipY: true, shift: { x: -31, y: 7 } })
    expect([over.found, over.ties]).toEqual([true, 0])
    expect(over.pairs).toMatchObject(
      [0, 1].map(wafer => ({ wafer, inspected: dies.length, tested: dies.length, both: dies.length }))
    )
    const killer = over.byClass[0]
    const repeated = rows(1).length - 120
    expect(killer).toMatchObject({ key: '20', hitPass: 0, dies: repeated, diesFail: repeated })
    expect(killer?.hitFail).toBeLessThan(repeated)
    expect(killer?.killRatio.value).toBe(1)
    expect(killer?.q).toBeLessThan(1e-50)
    const particles = over.byClass.find(effect => effect.key === '10')
    expect(particles?.p).toBeGreaterThan(0.05)
    const mixed = await f.as('defects.overlay', { id, ...none, pairs, alone: false })
    expect(mixed.byClass[0]).toMatchObject({ key: '20', hitPass: 0, hitFail: repeated })
    const beside = mixed.byClass.find(effect => effect.key === '10')
    expect(beside?.hitFail).toBeGreaterThan(particles?.hitFail ?? 0)
    expect(beside?.killRatio.value).toBeGreaterThan(particles?.killRatio.value ?? 1)
    expect(over.bins.find(bin => bin.number === 7)).toMatchObject({ name: 'LEAK', pass: false, clean: 0 })
    const { hitFail, hitPass, cleanFail, cleanPass } = over.overall
    expect(hitFail + hitPass + cleanFail + cleanPass).toBe(2 * dies.length)
    expect(over.dies.x.length).toBe(2 * dies.length)
    expect(over.bySize.length).toBeGreaterThan(2)

    const astray = { turn: 0, flipX: false, flipY: true, shift: { x: -30, y: 7 } }
    const wrong = await f.as('defects.overlay', { id, ...none, pairs, placing: astray })
    expect(wrong.found).toBe(false)
    expect(wrong.byClass.find(effect => effect.key === '20')?.killRatio.value).toBeLessThan(0.5)
    const onlyBin5 = await f.as('defects.overlay', { id, ...none, pairs, bins: [5] })
    expect(onlyBin5.byClass.find(effect => effect.key === '20')).toMatchObject({ hitFail: 0 })
  })

  test('all columns go out as CSV and XLSX', async () => {
    const csv = await f.as('defects.export', { id, filter: { wafers: [1] }, format: 'csv' })
    const lines = new TextDecoder().decode(csv.bytes).trim().split('\r\n')
    expect(csv.name).toBe('scan-defects.csv')
    expect(lines[0]).toBe(
      'Lot,Wafer,Slot,DEFECTID,XREL,YREL,XINDEX,YINDEX,XSIZE,YSIZE,DSIZE,CLASSNUMBER,TEST,CLUSTERNUMBER,IMAGECOUNT'
    )
    expect(lines.length).toBe(rows(1).length + 1)
    expect(lines[1]?.startsWith(`LOT-7,LOT-7.02,2,1,${String(rows(1)[0]?.[1])},`)).toBe(true)
    const xlsx = await f.as('defects.export', { id, filter: {}, format: 'xlsx', language: 'zh-CN' })
    expect(xlsx.name).toBe('scan-缺陷.xlsx')
    expect([...xlsx.bytes.subarray(0, 2)]).toEqual([0x50, 0x4b])
  })

  test('a set that was taken back is gone, and so is one of the tester', async () => {
    const testers = await f.as('defects.testers', { id, sets: [testerId] })
    const pairs = [{ wafer: 0, setId: testerId, testerWafer: testers.wafers[0]?.matches[0]?.wafer ?? 0 }]
    const { rows: imports } = await f.as('instruments.imports', {})
    const importOf = (setId: string) => imports.find(row => row.setId === setId)?.id ?? ''
    await f.as('instruments.undo', { importId: importOf(testerId) })
    for (const job of (await f.as('jobs.list', {})).jobs) await f.jobEnd(job.id)
    await expect(f.as('defects.overlay', { id, ...none, pairs })).rejects.toMatchObject({
      fault: { key: 'record.notFound' }
    })
    await f.as('instruments.undo', { importId: importOf(id) })
    await expect(f.as('defects.map', { id, ...none })).rejects.toMatchObject({
      fault: { key: 'record.notFound' }
    })
  })
})
