import Database, { type Database as Db } from 'better-sqlite3'
import type { DataView } from '@contract/analysis'
import { answers } from '../../../main/analysis/answers'
import type { SetFacts } from '../../../main/analysis/answers/facts'
import { Cache } from '../../../main/analysis/view/cache'
import { openFilter } from '../../../main/analysis/view/selection'
import { Workspace } from '../../../main/analysis/view/view'
import { readerOf, transactOf } from '../../../main/instruments/store/database'
import { measurementMigrations } from '../../../main/instruments/store/schema'
import { SetWriter } from '../../../main/instruments/store/writer'
import { StdfWriter } from '../../../main/instruments/formats/stdf/write'
import { drive } from '../../formats/stdf/drive'

/** One test result of a made part. */
export interface MadeResult {
  readonly number: number
  readonly text?: string
  readonly value: number
  readonly fail?: boolean
  readonly invalid?: boolean
  readonly low?: number
  readonly high?: number
}

/** One touch of a made file. */
export interface MadeTouch {
  readonly x?: number
  readonly y?: number
  readonly id?: string
  readonly text?: string
  readonly bin?: number
  readonly fail?: boolean
  readonly site?: number
  readonly results?: readonly MadeResult[]
}

/** A made file: its touches wafer by wafer; `wafer` null = packaged parts. */
export interface MadeFile {
  readonly lot?: string
  readonly start?: number
  readonly job?: string
  readonly wafers: readonly { readonly wafer: string | null; readonly touches: readonly MadeTouch[] }[]
}

/** The bytes of a made file. */
export function stdfOf(file: MadeFile): Buffer {
  const writer = new StdfWriter('LittleEndian')
  writer.record('MIR', {
    SETUP_T: file.start ?? 1_700_000_000,
    START_T: file.start ?? 1_700_000_000,
    STAT_NUM: 1,
    LOT_ID: file.lot ?? 'LOT-1',
    PART_TYP: 'DEMO',
    JOB_NAM: file.job ?? 'job'
  })
  for (const [w, { wafer, touches }] of file.wafers.entries()) {
    const start = (file.start ?? 1_700_000_000) + 500 * w
    if (wafer !== null)
      writer.record('WIR', {
        HEAD_NUM: 1,
        SITE_GRP: 255,
        START_T: start,
        WAFER_ID: wafer
      })
    touches.forEach((touch, i) => {
      const site = touch.site ?? 0
      writer.record('PIR', { HEAD_NUM: 1, SITE_NUM: site })
      for (const result of touch.results ?? [])
        writer.record('PTR', {
          TEST_NUM: result.number,
          HEAD_NUM: 1,
          SITE_NUM: site,
          TEST_FLG: (result.fail === true ? 0x80 : 0) | (result.invalid === true ? 0x01 : 0),
          PARM_FLG: 0,
          RESULT: result.value,
          TEST_TXT: result.text ?? `T${String(result.number)}`,
          ALARM_ID: '',
          OPT_FLAG: 0x0e | (result.low === undefined ? 0x40 : 0) | (result.high === undefined ? 0x80 : 0),
          RES_SCAL: 0,
          LLM_SCAL: 0,
          HLM_SCAL: 0,
          LO_LIMIT: result.low ?? 0,
          HI_LIMIT: result.high ?? 0,
          UNITS: 'V'
        })
      writer.record('PRR', {
        HEAD_NUM: 1,
        SITE_NUM: site,
        PART_FLG: touch.fail === true ? 8 : 0,
        NUM_TEST: touch.results?.length ?? 0,
        HARD_BIN: touch.bin ?? (touch.fail === true ? 5 : 1),
        SOFT_BIN: touch.bin ?? (touch.fail === true ? 50 : 1),
        X_COORD: touch.x ?? -32_768,
        Y_COORD: touch.y ?? -32_768,
        TEST_T: 100 + i,
        PART_ID: touch.id ?? '',
        PART_TXT: touch.text ?? ''
      })
    })
    if (wafer !== null)
      writer.record('WRR', {
        HEAD_NUM: 1,
        SITE_GRP: 255,
        FINISH_T: start + 500,
        PART_CNT: touches.length,
        WAFER_ID: wafer
      })
  }
  writer.record('MRR', { FINISH_T: (file.start ?? 1_700_000_000) + 1000 })
  return writer.bytes()
}

/** A store of measurements in memory, with the workbench over it. */
export class Workbench {
  readonly db: Db = new Database(':memory:')
  readonly cache = new Cache(64 << 20)
  readonly space: Workspace
  readonly facts: SetFacts[] = []

  constructor() {
    for (const migration of measurementMigrations) for (const step of migration.up) this.db.exec(step)
    this.space = new Workspace(readerOf(this.db), this.cache)
  }

  /** Put a file in under an id; groups of columns are cut at `groupBytes`. */
  async put(id: string, bytes: Uint8Array, groupBytes?: number): Promise<void> {
    const driven = drive(bytes, 1 << 20, groupBytes)
    const name = `${id}.stdf`
    const writer = await SetWriter.begin(transactOf(this.db), { id, name, sha256: '' })
    for (const group of driven.groups) await writer.group(group)
    const sha256 = 'ab'.repeat(32)
    await writer.finish(driven.summary, { sha256, records: {}, warnings: [] })
    this.facts.push({
      id,
      name,
      sha256,
      format: 'stdf',
      lot: '',
      product: '',
      program: '',
      tester: '',
      startedAt: null,
      caseId: null
    })
  }

  async make(id: string, file: MadeFile, groupBytes?: number): Promise<void> {
    await this.put(id, stdfOf(file), groupBytes)
  }

  /** Ask a question as the core would. */
  ask<N extends keyof typeof answers>(
    name: N,
    input: Parameters<(typeof answers)[N]>[1]
  ): ReturnType<(typeof answers)[N]> {
    const store = this.facts.map(one => one.id).toReversed()
    const asking = { space: this.space, facts: this.facts, store, check: () => undefined }
    return (answers[name] as (question: typeof asking, input: unknown) => unknown)(
      asking,
      input
    ) as ReturnType<(typeof answers)[N]>
  }

  close(): void {
    this.db.close()
  }
}

/** A view of sets under a rule, with a filter. */
export function viewOf(
  sets: readonly string[],
  retest: DataView['retest'] = 'last',
  filter: Partial<DataView['filter']> = {}
): DataView {
  return { sets: [...sets], retest, filter: { ...openFilter, ...filter } }
}
