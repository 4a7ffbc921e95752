import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { FabError } from '@contract/errors'
import { inspectFile, type Inspection, type MemberInspection } from '../../instruments/inspect'
import type { DefectFacts } from '../../instruments/set/defect-facts'
import type { MeasurementFacts } from '../../instruments/set/facts'
import { saidFields } from '../../instruments/set/texts'
import { faultText } from '../../core/texts'
import { exits, type Run } from '../run'
import { pairLines, plain, tableLines } from '../table'
import { remarkText } from '../warnings'

/** The file's path from where the user stands; FabError file.notFound, file.isFolder. */
export async function filePath(run: Run, given: string): Promise<string> {
  const path = resolve(run.world.cwd, given)
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory() === true)
    throw new FabError('file.isFolder', { name: given.replace(/[/\\]+$/, '') })
  if (found?.isFile() !== true) throw new FabError('file.notFound', { name: given })
  return path
}

/** `inspect <file>`: what a file is, and for tester data all of its figures. */
export async function inspect(run: Run, file: string): Promise<number> {
  const { signal } = run.world
  const found = await inspectFile(await filePath(run, file), { signal })
  await run.answer(found, () => [
    ...fileLines(run, found),
    ...(found.kind === 'archive' ? found.members.flatMap(member => memberLines(run, member)) : [])
  ])
  return exits.ok
}

/** What a file is, what it holds, and what is to be said about it. */
function fileLines(run: Run, found: Inspection | MemberInspection): string[] {
  const facts: [string, string | number][] = [
    [run.text('inspect.format'), found.format],
    [run.text('inspect.bytes'), found.bytes]
  ]
  if (found.compression !== 'none') facts.push([run.text('inspect.compression'), found.compression])
  return [
    ...pairLines(facts),
    ...(found.kind === 'measurements' ? measurementLines(run, found) : []),
    ...(found.kind === 'defects' ? defectLines(run, found) : []),
    ...found.warnings.map(warning => `! ${remarkText(run, warning)}`)
  ]
}

function memberLines(run: Run, member: MemberInspection): string[] {
  const lines = ['', `== ${plain(member.name)}`, ...fileLines(run, member)]
  if (member.kind !== 'fault') return lines
  const { what, todo } = faultText(run.language, member.fault)
  return [...lines, `! ${what} ${todo}`.trim()]
}

type Part = 'header' | 'records' | 'wafers' | 'bins' | 'tests'

/** Lines under a title of their own; nothing where there are none. */
function titled(run: Run, part: Part, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', run.text(`inspect.${part}`), ...lines]
}

function measurementLines(run: Run, found: MeasurementFacts): string[] {
  const numbers = Object.entries(found.testNumbers).filter(([, n]) => n > 0)
  const bins = [
    ...Object.entries(found.hardBins).map(([bin, count]) => [`H ${bin}`, count] as const),
    ...Object.entries(found.softBins).map(([bin, count]) => [`S ${bin}`, count] as const)
  ]
  return [
    ...pairLines([
      ...(found.byteOrder === null ? [] : [[run.text('inspect.byteOrder'), found.byteOrder] as const]),
      [run.text('inspect.totalRecords'), found.totalRecords],
      [run.text('inspect.parts'), found.parts],
      [run.text('inspect.pass'), found.pass],
      [run.text('inspect.fail'), found.fail],
      [run.text('inspect.testNumbers'), numbers.map(([kind, n]) => `${kind} ${n}`).join(', ')]
    ]),
    ...titled(run, 'header', pairLines(saidFields(found.header))),
    ...titled(run, 'records', pairLines(Object.entries(found.records))),
    ...titled(run, 'wafers', waferLines(run, found)),
    ...titled(run, 'bins', pairLines(bins)),
    ...titled(run, 'tests', testLines(run, found))
  ]
}

function defectLines(run: Run, found: DefectFacts): string[] {
  return [
    ...pairLines([
      [run.text('inspect.version'), found.version],
      [run.text('inspect.defects'), found.defects],
      [run.text('inspect.images'), found.images]
    ]),
    ...found.lots.flatMap(lot => [
      '',
      `${run.text('inspect.lot')} ${plain(lot.lot)}`,
      ...pairLines([
        [run.text('inspect.device'), lot.device],
        [run.text('inspect.step'), lot.step],
        [run.text('inspect.station'), lot.station.join(' ')],
        [run.text('inspect.inspected'), lot.resultAt ?? '']
      ]),
      ...tableLines(
        [
          { title: run.text('inspect.wafer'), value: wafer => wafer.wafer },
          { title: run.text('inspect.slot'), value: wafer => wafer.slot ?? '' },
          { title: run.text('inspect.defects'), value: wafer => wafer.defects },
          { title: run.text('inspect.declared'), value: wafer => wafer.declared ?? '' },
          { title: run.text('inspect.images'), value: wafer => wafer.images },
          { title: run.text('inspect.dies'), value: wafer => wafer.dies }
        ],
        lot.wafers
      )
    ])
  ]
}

function waferLines(run: Run, { wafers }: MeasurementFacts): readonly string[] {
  if (wafers.length === 0) return []
  return tableLines(
    [
      { title: run.text('inspect.wafer'), value: wafer => wafer.id },
      { title: run.text('inspect.parts'), value: wafer => wafer.parts },
      { title: run.text('inspect.good'), value: wafer => wafer.good }
    ],
    wafers
  )
}

const figure = (value: number | null) => (value === null ? '' : Number(value.toPrecision(6)).toString())

function testLines(run: Run, { tests }: MeasurementFacts): readonly string[] {
  if (tests.length === 0) return []
  return tableLines(
    [
      { title: run.text('inspect.kind'), value: test => test.record },
      { title: run.text('inspect.number'), value: test => test.number },
      { title: run.text('inspect.text'), value: test => test.text, most: 40 },
      { title: run.text('inspect.executions'), value: test => test.executions },
      { title: run.text('inspect.fails'), value: test => test.fails },
      { title: run.text('inspect.mean'), value: test => figure(test.mean) },
      { title: run.text('inspect.sigma'), value: test => figure(test.sigma) },
      { title: run.text('inspect.low'), value: test => figure(test.lowLimit) },
      { title: run.text('inspect.high'), value: test => figure(test.highLimit) },
      { title: run.text('inspect.units'), value: test => test.units }
    ],
    tests
  )
}
