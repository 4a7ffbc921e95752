import type { Output, Parsed } from '@contract/index'
import { mergeBins } from '../view/groups'
import { headerText, startOf } from '../view/set'
import type { OpenView, Workspace } from '../view/view'
import { countParts, wafersOut, type SetFacts } from './facts'

type Overview = Output<'analysis.overview'>
type Remark = Overview['remarks'][number]

/** `analysis.overview`. */
export function overview(
  space: Workspace,
  input: Parsed<'analysis.overview'>,
  facts: readonly SetFacts[],
  check: () => void
): Overview {
  const view = space.open(input.view, check)
  const { merged, selection } = view
  const lots = view.groups('lot')
  const sites = view.groups('site')
  const all = countParts(view, 1, () => 0)[0] ?? { parts: 0, good: 0, firstGood: 0 }
  return {
    sets: [...facts],
    touches: merged.order.length,
    parts: view.counts.reduce((sum, one) => sum + one, 0),
    shown: all.parts,
    good: all.good,
    firstGood: all.firstGood,
    ...retested(view),
    wafers: wafersOut(view),
    lots: counted(view, lots),
    sites: counted(view, sites),
    hardBins: binsOf(view, 'hard', selection.rows),
    softBins: binsOf(view, 'soft', selection.rows),
    tests: view.table.tests.length,
    remarks: remarksOn(view)
  }
}

function counted(view: OpenView, { groups, of }: ReturnType<OpenView['groups']>): Overview['lots'] {
  const counts = countParts(view, groups.length, row => (of === null ? 0 : (of[row] ?? -1)))
  return groups.map((group, g) => ({ ...group, ...(counts[g] ?? { parts: 0, good: 0, firstGood: 0 }) }))
}

/** Units shown that were touched more than once, and whose verdict a later touch turned. */
function retested(view: OpenView): { retested: number; recovered: number; lost: number } {
  const { unit, units, touches, first, last, pass } = view.merged
  const shown = new Uint8Array(units)
  for (const row of view.selection.rows) shown[unit[row] ?? 0] = 1
  let again = 0
  let recovered = 0
  let lost = 0
  for (let u = 0; u < units; u++) {
    if (shown[u] !== 1 || (touches[u] ?? 0) < 2) continue
    again++
    const before = pass[first[u] ?? 0]
    const after = pass[last[u] ?? 0]
    if (before === 0 && after === 1) recovered++
    else if (before === 1 && after === 0) lost++
  }
  return { retested: again, recovered, lost }
}

function binsOf(view: OpenView, kind: 'hard' | 'soft', rows: Uint32Array): Overview['hardBins'] {
  const { sets, base } = view.merged
  const counts = new Uint32Array(65_536)
  sets.forEach((set, s) => {
    const bins = kind === 'hard' ? set.hardBin : set.softBin
    const from = base[s] ?? 0
    const { bounds } = view.selection
    for (let i = bounds[s] ?? 0, end = bounds[s + 1] ?? 0; i < end; i++) {
      const bin = bins[(rows[i] ?? 0) - from] ?? 0
      counts[bin] = (counts[bin] ?? 0) + 1
    }
  })
  const known = mergeBins(sets, kind)
  const found: Overview['hardBins'] = []
  counts.forEach((count, number) => {
    if (count > 0)
      found.push({
        number,
        name: known.get(number)?.name ?? '',
        verdict: known.get(number)?.verdict ?? '',
        count
      })
  })
  return found.sort((a, b) => b.count - a.count || a.number - b.number)
}

/** What does not fit together, or is not as one would think. */
function remarksOn(view: OpenView): Remark[] {
  const { merged, table } = view
  const { sets } = merged
  const remarks: Remark[] = []
  const say = (key: string, params: Remark['params']) => remarks.push({ key, params })
  const differ = (key: string, field: string) => {
    const values = [...new Set(sets.map(set => headerText(set, field)))].filter(text => text !== '').sort()
    if (values.length > 1) say(key, { count: values.length, values: values.slice(0, 20).join(', ') })
  }
  differ('productsDiffer', 'PART_TYP')
  differ('programsDiffer', 'JOB_NAM')
  differ('revisionsDiffer', 'JOB_REV')
  differ('stepsDiffer', 'TEST_COD')
  differ('temperaturesDiffer', 'TST_TEMP')
  const units = table.tests.filter(test => test.unitsDiffer).length
  if (units > 0) say('unitsDiffer', { count: units })
  const limits = table.tests.filter(test => test.limitsDiffer).length
  if (limits > 0) say('limitsDiffer', { count: limits })
  for (const kind of ['hard', 'soft'] as const) {
    const bins = [...mergeBins(sets, kind).values()].filter(bin => bin.differs).length
    if (bins > 0) say(kind === 'hard' ? 'hardBinsDiffer' : 'softBinsDiffer', { count: bins })
  }
  const frames = new Set(
    sets.flatMap(({ stored: { geometry } }) =>
      geometry === null ? [] : [JSON.stringify([geometry.flat, geometry.positiveX, geometry.positiveY])]
    )
  )
  if (frames.size > 1) say('framesDiffer', { count: frames.size })
  const lotless = sets.filter(set => headerText(set, 'LOT_ID') === '').length
  if (lotless > 0) say('noLot', { count: lotless })
  const undated = sets.filter(set => startOf(set) === null).length
  if (undated > 0 && sets.length > 1) say('noStart', { count: undated })
  if (merged.byId > 0) say('partsById', { count: merged.byId })
  if (merged.nameless > 0) say('partsNameless', { count: merged.nameless })
  const dead = merged.rows - merged.order.length
  if (dead > 0) say('unfinished', { count: dead })
  return remarks
}
