import { confusionTable, recipes, tryAll, type Trial } from '../unit/analysis/signature-maps'
import { quantile, type Row } from './row'

const maps = 700
/** Seeds used for nothing else: thresholds were set on others. */
const unseen = 'unseen'

const say = (text: string) => process.stdout.write(`${text}\n`)

/** Of calls with a score in this range, the share that was right. */
function rightShare(trial: Trial, from: number, to: number): string {
  const calls = trial.calls.filter(({ score }) => score >= from && score < to)
  const share = calls.filter(({ right }) => right).length / calls.length
  return `${from.toFixed(2)} to ${Math.min(1, to).toFixed(2)}: ${calls.length} calls, ${(100 * share).toFixed(0)} % right`
}

/** Wafer signatures on maps of known kind that were never looked at. */
export default async function bench(): Promise<Row[]> {
  tryAll(recipes('warm', 60))
  const single = tryAll(recipes(unseen, maps))
  say(`single maps\n${confusionTable(single)}`)
  for (const [from, to] of [
    [0, 0.5],
    [0.5, 0.7],
    [0.7, 0.9],
    [0.9, 1.01]
  ] as const)
    say(`score ${rightShare(single, from, to)}`)
  const stacked = tryAll(recipes(`${unseen} stacked`, maps, { stacked: true }))
  say(`stacked maps\n${confusionTable(stacked)}`)
  const bent = tryAll(recipes(`${unseen} bent`, maps, { warp: 0.05 }))
  say(`single maps with shapes bent by up to 5 % of the radius\n${confusionTable(bent)}`)
  const large = [...single.milliseconds, ...stacked.milliseconds]
    .filter(({ dies }) => dies > 4500)
    .map(({ ms }) => ms)
  const f1 = (name: string, { macroF1 }: Trial): Row => ({
    name: `signature: macro-F1, ${maps} ${name} maps`,
    value: macroF1,
    unit: '',
    target: '>= 0.90',
    ok: macroF1 >= 0.9
  })
  const median = quantile(large, 0.5)
  return [
    f1('single', single),
    f1('stacked', stacked),
    { name: `signature: macro-F1, ${maps} single maps, shapes bent`, value: bent.macroF1, unit: '' },
    {
      name: 'signature: a map above 4,500 dies, median',
      value: median,
      unit: 'ms',
      target: '< 30',
      ok: median < 30
    },
    { name: 'signature: a map above 4,500 dies, p95', value: quantile(large, 0.95), unit: 'ms' }
  ]
}
