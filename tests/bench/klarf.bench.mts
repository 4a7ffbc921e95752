import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KlarfDecoder } from '../../main/instruments/formats/klarf/decoder'
import { Warnings } from '../../main/instruments/formats/warnings'
import { bytesOf, madeKlarf } from '../formats/klarf/made'
import { cpuSeconds, quantile, type Row } from './row'

const runs = 5
const wafers = 6
const perWafer = 50_000

/** Defects of a file read piece by piece into columns, as an import does; nobody keeps the columns. */
function decodeFile(path: string): number {
  const file = openSync(path, 'r')
  const decoder = new KlarfDecoder(new Warnings())
  let defects = 0
  const take = (): void => {
    for (const group of decoder.groups) defects += group.count
    decoder.groups.length = 0
  }
  for (;;) {
    const room = decoder.space()
    const count = readSync(file, room, 0, room.length, null)
    if (count === 0) break
    decoder.commit(count)
    take()
  }
  closeSync(file)
  decoder.finish()
  take()
  return defects
}

/**
 * The yardstick: the whole text split into lines and the rows of figures at spaces, each cell made a number. It knows
 * no statement, no unit, no quoted text and no image, and keeps no row.
 */
function splitFile(path: string): number {
  let rows = 0
  for (const line of readFileSync(path, 'latin1').split('\n')) {
    const cells = line.trim().split(/\s+/)
    if (cells.length < 10) continue
    const figures = cells.map(cell => Number.parseFloat(cell))
    if (!Number.isNaN(figures[0])) rows++
  }
  return rows
}

async function rowsOf(version: '1.2' | '1.8', dir: string): Promise<Row[]> {
  const bytes = bytesOf(madeKlarf({ version, wafers, defects: perWafer }))
  const path = join(dir, `made-${version}.klarf`)
  writeFileSync(path, bytes)
  const all = wafers * perWafer
  const spent: { ours: number[]; split: number[] } = { ours: [], split: [] }
  for (let i = 0; i < runs; i++) {
    spent.split.push(
      await cpuSeconds(() => {
        const rows = splitFile(path)
        if (rows < all) throw new Error(`the yardstick found ${rows} rows`)
      })
    )
    spent.ours.push(
      await cpuSeconds(() => {
        const defects = decodeFile(path)
        if (defects !== all) throw new Error(`${defects} defects were read of ${all}`)
      })
    )
  }
  const [ours, split] = [quantile(spent.ours, 0.5), quantile(spent.split, 0.5)]
  const megabytes = bytes.length / 1e6
  return [
    {
      name: `KLARF ${version} read into columns, ${Math.round(megabytes)} MB, from a file`,
      value: megabytes / ours,
      unit: 'MB/CPU s',
      reference: megabytes / split,
      referenceName: 'lines split at spaces and cells made numbers, same file',
      ratio: split / ours,
      target: '>= 1 x',
      ok: split >= ours
    },
    {
      name: `KLARF ${version}, defects of 15 columns`,
      value: all / ours,
      unit: 'defects/CPU s',
      reference: all / split,
      referenceName: 'the same'
    }
  ]
}

/** KLARF: no reader of it states a speed, so ours stands beside the plainest way to read the same figures. */
export default async function bench(): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'fabcase-bench-'))
  try {
    return [...(await rowsOf('1.2', dir)), ...(await rowsOf('1.8', dir))]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
