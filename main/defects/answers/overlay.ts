import type { DefectEffect, DefectPlacing } from '@contract/defects'
import type { Output, Parsed } from '@contract/index'
import { readBins, readSet, readWaferMap } from '../../instruments/reading'
import { countAll, countsBy, type LaidDies } from '../die-counts'
import { effectOf, effectsOf } from '../effect'
import { findShift, turned, type DieList, type DiePair } from '../placing'
import { DieIndex } from '../view/dies'
import type { Defects } from '../view/load'
import type { Check, DefectDesk } from './desk'
import { grouped } from './pareto'

type Input = Parsed<'defects.overlay'>
type Answer = Output<'defects.overlay'>

/** One inspected wafer with the tester wafer it is held against. */
interface Pair {
  readonly w: number
  readonly setId: string
  readonly inspected: DieList
  /** Turned and flipped, not shifted. */
  readonly tested: DieList
  readonly bin: Int32Array
  readonly pass: Uint8Array
  readonly middle: DiePair['middle']
}

/** Verdict of a die: 1 pass, 0 fail, 2 none. */
type Verdict = 0 | 1 | 2

/** Defects laid over the bins of the same wafers. */
export function overlayOf(desk: DefectDesk, input: Input, check: Check): Answer {
  const defects = desk.defects(input.id)
  const wanted: DefectPlacing = input.placing ?? { ...usualTurn(desk, input), shift: null }
  const pairs = input.pairs.flatMap(pair => pairOf(desk, defects, input, pair, wanted))
  const found = wanted.shift === null ? findShift(pairs, check) : null
  const shift = wanted.shift ?? { x: found?.x ?? 0, y: found?.y ?? 0 }
  const dies = layOver(defects, desk.selection(input.id, input.filter), pairs, shift)
  return {
    placing: { turn: wanted.turn, flipX: wanted.flipX, flipY: wanted.flipY, shift },
    found: found !== null,
    ties: found?.ties ?? 0,
    pairs: dies.pairs,
    overall: effectOf({ key: 'all', label: '', ...countAll(dies) }),
    byClass: effectsBy(defects, dies, 'class', input.alone),
    bySize: effectsBy(defects, dies, 'size', input.alone),
    bins: binsOf(desk, input, dies),
    dies: {
      wafer: dies.wafer,
      x: dies.x,
      y: dies.y,
      bin: dies.bin,
      pass: dies.pass,
      defects: dies.defects
    }
  }
}

/** x to the right and y up, as inspections have it: flipped where the tester's file says that its axes differ. */
function usualTurn(desk: DefectDesk, { pairs }: Input): Omit<DefectPlacing, 'shift'> {
  const first = pairs[0]
  const geometry = first === undefined ? null : readSet(desk.sql, first.setId).geometry
  return { turn: 0, flipX: geometry?.positiveX === 'L', flipY: geometry?.positiveY === 'D' }
}

function pairOf(
  desk: DefectDesk,
  defects: Defects,
  input: Input,
  pair: Input['pairs'][number],
  placing: DefectPlacing
): Pair[] {
  const w = defects.wafers.findIndex(wafer => wafer.index === pair.wafer)
  const wafer = defects.wafers[w]
  if (wafer === undefined) return []
  const map = readWaferMap(desk.sql, readSet(desk.sql, pair.setId), pair.testerWafer, input.kind)
  const pass =
    input.bins.length === 0
      ? map.pass
      : map.bin.reduce((verdicts, bin, i) => {
          verdicts[i] = input.bins.includes(bin) ? 0 : 1
          return verdicts
        }, new Uint8Array(map.bin.length))
  const { pitch, centre } = wafer.geometry
  return [
    {
      w,
      setId: pair.setId,
      inspected: inspectedDies(defects, w),
      tested: turned(map, placing),
      bin: map.bin,
      pass,
      middle:
        pitch === null || centre === null
          ? null
          : { x: centre.x / pitch.x - 0.5, y: centre.y / pitch.y - 0.5 }
    }
  ]
}

/** Dies that were inspected: those of the sample plan, and those that bear a defect. */
function inspectedDies(defects: Defects, w: number): DieIndex {
  const dies = new DieIndex()
  const plan = defects.wafers[w]?.plan ?? []
  for (let i = 0; i + 1 < plan.length; i += 2) dies.take(plan[i] ?? 0, plan[i + 1] ?? 0)
  for (let i = defects.starts[w] ?? 0; i < (defects.starts[w + 1] ?? 0); i++)
    if ((defects.die[i] ?? -1) >= 0) dies.take(defects.dieX[i] ?? 0, defects.dieY[i] ?? 0)
  return dies
}

/** Dies of all pairs that were inspected and tested, with the defects of the filter on them. */
interface Laid extends LaidDies {
  readonly wafer: Uint16Array<ArrayBuffer>
  readonly x: Int32Array<ArrayBuffer>
  readonly y: Int32Array<ArrayBuffer>
  readonly bin: Int32Array<ArrayBuffer>
  readonly pass: Uint8Array<ArrayBuffer>
  readonly defects: Uint16Array<ArrayBuffer>
  readonly pairs: Answer['pairs']
  /** Defects of the filter on the dies, in the order of `onDie`. */
  readonly on: Uint32Array
}

function layOver(
  defects: Defects,
  selection: Uint32Array,
  pairs: readonly Pair[],
  shift: { readonly x: number; readonly y: number }
): Laid {
  const rows: { w: number; x: number; y: number; bin: number; pass: Verdict }[] = []
  const report: Answer['pairs'] = []
  const indices = new Map<number, DieIndex>()
  const first = new Map<number, number>()
  for (const pair of pairs) {
    if (indices.has(pair.w)) continue
    const own = new DieIndex()
    indices.set(pair.w, own)
    first.set(pair.w, rows.length)
    const inspected = inspectedDies(defects, pair.w)
    // Without a sample plan all that was tested counts as inspected.
    const whole = (defects.wafers[pair.w]?.plan.length ?? 0) === 0
    for (let i = 0; i < pair.tested.x.length; i++) {
      const x = (pair.tested.x[i] ?? 0) + shift.x
      const y = (pair.tested.y[i] ?? 0) + shift.y
      if ((!whole && inspected.find(x, y) < 0) || own.find(x, y) >= 0) continue
      own.take(x, y)
      const verdict = pair.pass[i]
      rows.push({ w: pair.w, x, y, bin: pair.bin[i] ?? 0, pass: verdict === 1 ? 1 : verdict === 0 ? 0 : 2 })
    }
    report.push({
      wafer: defects.wafers[pair.w]?.index ?? 0,
      setId: pair.setId,
      inspected: inspected.count,
      tested: pair.tested.x.length,
      both: own.count
    })
  }
  const dieOf = (i: number): number => {
    const w = defects.wafer[i] ?? 0
    if ((defects.die[i] ?? -1) < 0) return -1
    const at = indices.get(w)?.find(defects.dieX[i] ?? 0, defects.dieY[i] ?? 0) ?? -1
    return at < 0 ? -1 : (first.get(w) ?? 0) + at
  }
  const dirt = new Uint32Array(rows.length)
  for (let i = 0; i < defects.count; i++) {
    const die = dieOf(i)
    if (die >= 0) dirt[die] = (dirt[die] ?? 0) + 1
  }
  const on = selection.filter(i => dieOf(i) >= 0)
  const onDie = Int32Array.from(on, dieOf)
  const counts = new Uint16Array(rows.length)
  for (const die of onDie) counts[die] = Math.min(65_535, (counts[die] ?? 0) + 1)
  return {
    wafer: Uint16Array.from(rows, row => defects.wafers[row.w]?.index ?? 0),
    x: Int32Array.from(rows, row => row.x),
    y: Int32Array.from(rows, row => row.y),
    bin: Int32Array.from(rows, row => row.bin),
    pass: Uint8Array.from(rows, row => row.pass),
    defects: counts,
    dirt,
    pairs: report,
    on,
    onDie
  }
}

/** Each class, or each bin of sizes, against the clean dies. */
function effectsBy(defects: Defects, dies: Laid, by: 'class' | 'size', alone: boolean): DefectEffect[] {
  const { of, groups } = grouped(defects, dies.on, by)
  const effects = effectsOf(
    countsBy(
      dies,
      Int32Array.from(dies.on, of),
      groups.map(({ key, label }) => ({ key, label })),
      alone
    )
  ).filter(effect => effect.defects > 0)
  return by === 'size'
    ? effects
    : effects.sort((a, b) => (b.killed ?? 0) - (a.killed ?? 0) || b.defects - a.defects)
}

/** Bins of the dies: with a defect of the filter, and clean. */
function binsOf(desk: DefectDesk, input: Input, dies: Laid): Answer['bins'] {
  const names = new Map<number, { readonly name: string; readonly pass: boolean | null }>()
  for (const setId of new Set(input.pairs.map(pair => pair.setId)))
    for (const bin of readBins(desk.sql, readSet(desk.sql, setId), input.kind))
      if (!names.has(bin.number))
        names.set(bin.number, { name: bin.name, pass: bin.passFail === '' ? null : bin.passFail === 'P' })
  const counts = new Map<number, { hit: number; clean: number; pass: boolean | null }>()
  for (let die = 0; die < dies.bin.length; die++) {
    const number = dies.bin[die] ?? 0
    const entry = counts.get(number) ?? {
      hit: 0,
      clean: 0,
      pass: dies.pass[die] === 2 ? null : dies.pass[die] === 1
    }
    counts.set(number, entry)
    if ((dies.defects[die] ?? 0) > 0) entry.hit++
    else if (dies.dirt[die] === 0) entry.clean++
  }
  return [...counts]
    .map(([number, { hit, clean, pass }]) => ({
      number,
      name: names.get(number)?.name ?? '',
      pass: input.bins.length > 0 ? pass : (names.get(number)?.pass ?? pass),
      hit,
      clean
    }))
    .sort((a, b) => b.hit - a.hit || a.number - b.number)
}
