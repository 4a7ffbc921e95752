import { StdfWriter } from '../../instruments/formats/stdf/write'
import { createRandom, type Random } from '../../statistics/random'
import { geometry, siteOf, touchDowns, type Die } from './layout'
import { hardBins, pins, program, softBins } from './program'
import { fateOf, touch, type DieFate, type Silicon, type Touch } from './silicon'

/** One wafer as a tester meets it. */
export interface PlannedWafer {
  /** As the tester names it, `W07`. */
  readonly id: string
  readonly silicon: Silicon
  /** When probing of it began. */
  readonly startedAt: Date
}

/** One file as the tester writes it: a lot, or a part of one. */
export interface PlannedFile {
  readonly name: string
  readonly lot: string
  readonly product: string
  readonly tester: string
  readonly probeCard: string
  readonly wafers: readonly PlannedWafer[]
}

const secondsOf = (date: Date): number => Math.floor(date.getTime() / 1000)

/** Seconds a touch-down takes with its step to the next. */
const touchSeconds = 5

/** One touch that is written: which die, what was found. */
interface Written {
  readonly die: Die
  readonly found: Touch
  readonly again: boolean
}

/** Writes the records of a file and counts what the summaries must say. */
class LotWriter {
  readonly #writer = new StdfWriter('LittleEndian')
  readonly #known = new Set<number>()
  readonly #executions = program.map(() => 0)
  readonly #failures = program.map(() => 0)
  readonly #hard = new Map<number, number>()
  readonly #soft = new Map<number, number>()
  #parts = 0
  #good = 0
  #again = 0

  begin(file: PlannedFile): void {
    const start = secondsOf(file.wafers[0]?.startedAt ?? new Date(0))
    const w = this.#writer
    w.record('MIR', {
      SETUP_T: start - 900,
      START_T: start,
      STAT_NUM: 1,
      MODE_COD: 'P',
      RTST_COD: 'N',
      LOT_ID: file.lot,
      PART_TYP: file.product,
      NODE_NAM: file.tester,
      TSTR_TYP: 'EXAMPLE-ATE',
      JOB_NAM: 'DX4817_CP1',
      JOB_REV: 'C3',
      OPER_NAM: 'example',
      EXEC_TYP: 'FabCase demo',
      TEST_COD: 'CP1',
      TST_TEMP: '25',
      USER_TXT: 'Invented data of the FabCase demo',
      FACIL_ID: 'EXAMPLE-FAB'
    })
    w.record('SDR', {
      HEAD_NUM: 1,
      SITE_GRP: 1,
      SITE_NUM: Array.from({ length: geometry.sites }, (_, site) => site),
      CARD_TYP: 'CANTILEVER-4X',
      CARD_ID: file.probeCard
    })
    pins.forEach((pin, i) => {
      w.record('PMR', { PMR_INDX: i + 1, PHY_NAM: pin, LOG_NAM: pin, HEAD_NUM: 1, SITE_NUM: 0 })
    })
    w.record('WCR', {
      WAFR_SIZ: geometry.diameter,
      DIE_HT: geometry.dieHeight,
      DIE_WID: geometry.dieWidth,
      WF_UNITS: 3,
      WF_FLAT: 'D',
      CENTER_X: 0,
      CENTER_Y: 0,
      POS_X: 'R',
      POS_Y: 'U'
    })
    w.record('DTR', { TEXT_DAT: 'FabCase demo: every number in this file is invented' })
  }

  wafer(wafer: PlannedWafer, touches: readonly (readonly Written[])[]): void {
    const w = this.#writer
    const before = { parts: this.#parts, good: this.#good, again: this.#again }
    w.record('WIR', {
      HEAD_NUM: 1,
      SITE_GRP: 1,
      START_T: secondsOf(wafer.startedAt),
      WAFER_ID: wafer.id
    })
    for (const down of touches) this.#down(down)
    const again = this.#again - before.again
    w.record('WRR', {
      HEAD_NUM: 1,
      SITE_GRP: 1,
      FINISH_T: secondsOf(wafer.startedAt) + touches.length * touchSeconds,
      PART_CNT: this.#parts - before.parts,
      RTST_CNT: again,
      ABRT_CNT: 0,
      GOOD_CNT: this.#good - before.good,
      WAFER_ID: wafer.id
    })
  }

  #down(down: readonly Written[]): void {
    const w = this.#writer
    for (const { die } of down) w.record('PIR', { HEAD_NUM: 1, SITE_NUM: siteOf(die) })
    for (const test of program.keys())
      for (const one of down) if (test < one.found.run) this.#result(test, one.found, siteOf(one.die))
    for (const one of down) this.#part(one)
  }

  #result(test: number, found: Touch, site: number): void {
    const planned = program[test]
    if (planned === undefined) return
    const failed = found.fails.includes(test)
    this.#executions[test] = (this.#executions[test] ?? 0) + 1
    if (failed) this.#failures[test] = (this.#failures[test] ?? 0) + 1
    const head = { TEST_NUM: planned.number, HEAD_NUM: 1, SITE_NUM: site, TEST_FLG: failed ? 0x80 : 0 }
    const isNew = !this.#known.has(test)
    this.#known.add(test)
    // As testers do: limits and units once, in the first record of a test.
    const facts = {
      TEST_TXT: planned.name,
      ALARM_ID: '',
      OPT_FLAG: 0x0e,
      RES_SCAL: planned.scale,
      LLM_SCAL: planned.scale,
      HLM_SCAL: planned.scale,
      LO_LIMIT: planned.lo,
      HI_LIMIT: planned.hi
    }
    if (planned.record === 'FTR')
      this.#writer.record('FTR', {
        ...head,
        OPT_FLAG: 0xff,
        ...(isNew ? { VECT_NAM: planned.name.toLowerCase(), TEST_TXT: planned.name } : {})
      })
    else if (planned.record === 'MPR')
      this.#writer.record('MPR', {
        ...head,
        PARM_FLG: 0,
        RTN_STAT: pins.map(() => 0),
        RTN_RSLT: found.pinValues,
        ...(isNew ? { ...facts, RTN_INDX: pins.map((_, i) => i + 1), UNITS: planned.units } : {})
      })
    else
      this.#writer.record('PTR', {
        ...head,
        PARM_FLG: 0,
        RESULT: found.values[test] ?? 0,
        ...(isNew ? { ...facts, UNITS: planned.units } : {})
      })
  }

  #part({ die, found, again }: Written): void {
    const soft = found.bin
    const hard = softBins[soft]?.hard ?? 1
    const passed = soft === 1
    this.#parts++
    if (passed) this.#good++
    if (again) this.#again++
    this.#hard.set(hard, (this.#hard.get(hard) ?? 0) + 1)
    this.#soft.set(soft, (this.#soft.get(soft) ?? 0) + 1)
    this.#writer.record('PRR', {
      HEAD_NUM: 1,
      SITE_NUM: siteOf(die),
      // 8 = failed; 2 = takes the place of the part at the same x/y.
      PART_FLG: (passed ? 0 : 8) | (again ? 2 : 0),
      NUM_TEST: found.run,
      HARD_BIN: hard,
      SOFT_BIN: soft,
      X_COORD: die.x,
      Y_COORD: die.y,
      TEST_T: 260 + found.run * 11,
      PART_ID: String(this.#parts)
    })
  }

  end(finished: Date): Buffer {
    const w = this.#writer
    program.forEach((test, i) => {
      w.record('TSR', {
        HEAD_NUM: 255,
        SITE_NUM: 0,
        TEST_TYP: test.record === 'FTR' ? 'F' : test.record === 'MPR' ? 'M' : 'P',
        TEST_NUM: test.number,
        EXEC_CNT: this.#executions[i] ?? 0,
        FAIL_CNT: this.#failures[i] ?? 0,
        ALRM_CNT: 0,
        TEST_NAM: test.name
      })
    })
    const verdict = (bin: number): string => (bin === 1 ? 'P' : 'F')
    for (const [bin, name] of Object.entries(hardBins))
      w.record('HBR', {
        HEAD_NUM: 255,
        SITE_NUM: 0,
        HBIN_NUM: Number(bin),
        HBIN_CNT: this.#hard.get(Number(bin)) ?? 0,
        HBIN_PF: verdict(Number(bin)),
        HBIN_NAM: name
      })
    for (const [bin, { name }] of Object.entries(softBins))
      w.record('SBR', {
        HEAD_NUM: 255,
        SITE_NUM: 0,
        SBIN_NUM: Number(bin),
        SBIN_CNT: this.#soft.get(Number(bin)) ?? 0,
        SBIN_PF: verdict(Number(bin)),
        SBIN_NAM: name
      })
    w.record('PCR', {
      HEAD_NUM: 255,
      SITE_NUM: 0,
      PART_CNT: this.#parts,
      RTST_CNT: this.#again,
      ABRT_CNT: 0,
      GOOD_CNT: this.#good
    })
    w.record('MRR', { FINISH_T: secondsOf(finished) })
    return w.bytes()
  }
}

/** Everything a probe card finds on one wafer, touch-down by touch-down: first all dies, then those touched again. */
function probe(wafer: PlannedWafer, random: Random): Written[][] {
  const angle = 2 * Math.PI * random.next()
  const second: { readonly die: Die; readonly fate: DieFate }[] = []
  const downs = touchDowns.map(dies =>
    dies.map(die => {
      const fate = fateOf(wafer.silicon, die, angle, random)
      const found = touch(wafer.silicon, die, fate, random, false)
      if (found.bin === 20 || found.bin === 30) second.push({ die, fate })
      return { die, found, again: false }
    })
  )
  return [
    ...downs,
    ...second.map(({ die, fate }) => [
      { die, found: touch(wafer.silicon, die, fate, random, true), again: true }
    ])
  ]
}

/** The bytes of an STDF file; the same file and seed give the same bytes. */
export function lotFileBytes(file: PlannedFile, seed: number): Buffer {
  const writer = new LotWriter()
  writer.begin(file)
  let finished = file.wafers[0]?.startedAt ?? new Date(0)
  for (const wafer of file.wafers) {
    const touches = probe(wafer, createRandom(seed).fork(`${file.lot} ${wafer.id}`))
    writer.wafer(wafer, touches)
    finished = new Date(wafer.startedAt.getTime() + touches.length * touchSeconds * 1000)
  }
  return writer.end(finished)
}
