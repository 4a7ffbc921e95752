import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FabError } from '@contract/errors'
import type { Stage, Emit } from '../../../main/instruments/formats/container/stage'
import { Source, type ReadOptions } from '../../../main/instruments/formats/input'
import type { Sniffed } from '../../../main/instruments/formats/sniff'
import { Warnings, type Warning } from '../../../main/instruments/formats/warnings'

/** What came out of something packed. */
export interface Unpacked {
  readonly bytes: Buffer
  readonly warnings: readonly Warning[]
}

/** Push packed bytes through a stage in pieces of a size. */
export async function through(
  make: (emit: Emit, warnings: Warnings) => Stage,
  packed: Uint8Array,
  pieceSize = 1 << 20
): Promise<Unpacked> {
  const warnings = new Warnings()
  const pieces: Buffer[] = []
  const stage = make(piece => Promise.resolve(void pieces.push(Buffer.from(piece))), warnings)
  for (let at = 0; at < packed.length; at += pieceSize) await stage.push(packed.subarray(at, at + pieceSize))
  await stage.end()
  stage.destroy()
  return { bytes: Buffer.concat(pieces), warnings: warnings.list() }
}

/** Takes bytes as a reader would, and keeps them. */
class Keeper {
  readonly pieces: Buffer[] = []
  readonly #room = Buffer.alloc(10_000)
  space(): Uint8Array {
    return this.#room
  }
  commit(count: number): void {
    this.push(this.#room.subarray(0, count))
  }
  push(piece: Uint8Array): void {
    this.pieces.push(Buffer.from(piece))
  }
}

/** Open bytes as a file and read all of its content. */
export async function opened(
  file: Uint8Array,
  options: ReadOptions = {},
  member?: number
): Promise<Unpacked & { readonly sniffed: Sniffed }> {
  const dir = mkdtempSync(join(tmpdir(), 'fabcase-open-'))
  const path = join(dir, 'file')
  writeFileSync(path, file)
  const warnings = new Warnings()
  const whole = await Source.open(path)
  try {
    const entry = member === undefined ? undefined : (await whole.members(warnings))[member]
    if (member !== undefined && entry === undefined) throw new FabError('record.notFound')
    const source = entry === undefined ? whole : await whole.member(entry)
    const keeper = new Keeper()
    await source.read(keeper, warnings, options)
    return { sniffed: source.sniffed, bytes: Buffer.concat(keeper.pieces), warnings: warnings.list() }
  } finally {
    await whole.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
