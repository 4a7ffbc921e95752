import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { AtdfDecoder } from '../../main/instruments/formats/atdf/decoder'
import { Bunzip2 } from '../../main/instruments/formats/container/bunzip2'
import { Warnings } from '../../main/instruments/formats/warnings'
import { SetBuilder } from '../../main/instruments/set/builder'
import { asAtdf } from '../formats/atdf/convert'
import { bzipped } from '../formats/container/bzipped'
import { madeLot } from '../formats/stdf/made'
import { cpuSeconds, quantile, type Row } from './row'

const runs = 5
/** What rust-stdf does with two real files in MB/s: 16.7 and 21.9. */
const rustStdf = 21.9
const rustName = 'rust-stdf, the better of two real files'
const pieceBytes = 1 << 20

/** A real file where the samples are there, else a made one. */
function sampled(path: string, made: () => Buffer): Buffer {
  const real = resolve('../shared/samples/stdf', path)
  return existsSync(real) ? readFileSync(real) : made()
}

const made = () => madeLot({ parts: 1600, tests: 40 })

async function perSecond(bytes: number, work: () => unknown): Promise<number> {
  const spent: number[] = []
  for (let i = 0; i < runs; i++) spent.push(await cpuSeconds(work))
  return bytes / 1e6 / quantile(spent, 0.5)
}

/** Read text piece by piece into columns and statistics, as an import does; nobody takes the columns. */
function readText(bytes: Buffer, times: number): void {
  const warnings = new Warnings()
  const builder = new SetBuilder(warnings)
  const decoder = new AtdfDecoder(builder, warnings)
  builder.attach(decoder)
  for (let i = 0; i < times; i++)
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      decoder.push(bytes.subarray(at, at + pieceBytes))
      builder.groups.length = 0
    }
  decoder.finish()
  builder.finish(null)
}

async function unpack(packed: Uint8Array): Promise<number> {
  let size = 0
  const stage = new Bunzip2(piece => {
    size += piece.length
    return Promise.resolve()
  }, new Warnings())
  for (let at = 0; at < packed.length; at += pieceBytes)
    await stage.push(packed.subarray(at, at + pieceBytes))
  await stage.end()
  return size
}

/** ATDF and bzip2, both read by our own code. */
export default async function bench(): Promise<Row[]> {
  const text = asAtdf(gunzipSync(sampled('lot3.stdf.gz', () => gzipSync(made()))))
  const times = Math.ceil(100e6 / text.length)
  const read = await perSecond(text.length * times, () => {
    readText(text, times)
  })
  const packed = sampled('lot3.stdf.bz2', () => bzipped(made(), 900_000))
  const size = await unpack(packed)
  const unpacked = await perSecond(size, () => unpack(packed))
  return [
    {
      name: 'ATDF read into columns and statistics, 100 MB',
      value: read,
      unit: 'MB/CPU s',
      reference: rustStdf,
      referenceName: rustName,
      ratio: read / rustStdf,
      target: '>= 100',
      ok: read >= 100
    },
    {
      name: 'bzip2 unpacked, CRC checked',
      value: unpacked,
      unit: 'MB of content/CPU s',
      target: '>= 8',
      ok: unpacked >= 8
    }
  ]
}
