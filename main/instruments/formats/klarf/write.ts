import { nanometreDivisor } from './columns'
import type { KlarfClass, KlarfGeometry, KlarfVersion, Pair } from './types'

/** A cell to write: a number, a text, or nothing. */
export type CellOut = number | string | null

/** An image of a defect to write. In 1.x the images of one defect lie in one file. */
export interface ImageOut {
  readonly file: string
  /** Number of the picture in its file (1.x) or beside its path (1.8). */
  readonly page: number
  /** `JPG`, `TIFF`: 1.8 only. */
  readonly format?: string
  /** 1.8: `Patch` or the like; 1.x: the number of its kind. */
  readonly label?: string
}

/** One wafer to write. */
export interface WaferOut {
  readonly wafer: string
  readonly slot: number
  /** Centre of the wafer from the origin of die 0, 0, in micrometres. */
  readonly centre: Pair
  /** Dies inspected: x and y index. */
  readonly plan: readonly (readonly [number, number])[]
  /** Inspected area in square micrometres. */
  readonly area?: number
  /**
   * Names of the columns (`DEFECTID`, `XREL`, ...), upper case, without IMAGECOUNT and the list of images, which
   * are written where `images` is given.
   */
  readonly columns: readonly string[]
  /** One row a defect; lengths in micrometres, areas in square micrometres. */
  readonly rows: readonly (readonly CellOut[])[]
  /** Images by row. */
  readonly images?: ReadonlyMap<number, readonly ImageOut[]>
}

/** One lot to write. Times are local `yyyy-mm-ddThh:mm:ss`. */
export interface LotOut {
  readonly lot: string
  readonly device: string
  readonly step: string
  readonly recipe: string
  readonly recipeAt: string
  /** Vendor, model, id. */
  readonly station: readonly [string, string, string]
  readonly resultAt: string
  readonly geometry: Pick<KlarfGeometry, 'mark' | 'markAt'> & {
    /** Millimetres. */
    readonly diameter: number
    /** Micrometres. */
    readonly pitch: Pair
    readonly origin?: Pair
  }
  readonly classes: readonly KlarfClass[]
  readonly wafers: readonly WaferOut[]
}

/** A file to write. */
export interface KlarfOut {
  readonly version: KlarfVersion
  readonly fileAt: string
  readonly lots: readonly LotOut[]
}

/**
 * A KLARF file as text, piece by piece: for test data and the demo fab. 1.1 and 1.2 differ in their version line
 * only. What is written is read back the same (1.8: to the nanometre). Quotes and line ends, which no text of the
 * format can hold, become `'` and blanks.
 */
export function* klarfText(file: KlarfOut): Generator<string, void, undefined> {
  yield* file.version === '1.8' ? records(file) : statements(file)
}

const quoted = (text: string) => `"${text.replace(/"/g, "'").replace(/[\r\n]+/g, ' ')}"`

/** `mm-dd-yyyy hh:mm:ss` of `yyyy-mm-ddThh:mm:ss`. */
function stamp(at: string): readonly [string, string] {
  const [date = '', time = ''] = at.split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  return [`${month}-${day}-${year}`, time]
}

/** As tools write floats, where that says all of the number; else in full. */
function real(value: number): string {
  const short = value.toExponential(10)
  return Number(short) === value ? short : String(value)
}

function* statements(file: KlarfOut): Generator<string, void, undefined> {
  yield `FileVersion ${file.version.replace('.', ' ')};\nFileTimestamp ${stamp(file.fileAt).join(' ')};\n`
  for (const lot of file.lots) {
    const { geometry } = lot
    const { pitch, origin = { x: 0, y: 0 } } = geometry
    yield `InspectionStationID ${lot.station.map(quoted).join(' ')};
SampleType WAFER;
ResultTimestamp ${stamp(lot.resultAt).join(' ')};
LotID ${quoted(lot.lot)};
SampleSize 1 ${geometry.diameter};
DeviceID ${quoted(lot.device)};
SetupID ${quoted(lot.recipe)} ${stamp(lot.recipeAt).join(' ')};
StepID ${quoted(lot.step)};
SampleOrientationMarkType ${(geometry.mark ?? 'notch').toUpperCase()};
OrientationMarkLocation ${(geometry.markAt ?? 'down').toUpperCase()};
DiePitch ${real(pitch.x)} ${real(pitch.y)};
DieOrigin ${real(origin.x)} ${real(origin.y)};
`
    yield `ClassLookup ${lot.classes.length}${lot.classes.map(one => `\n ${one.number} ${quoted(one.name)}`).join('')};\n`
    for (const wafer of lot.wafers) yield* statementWafer(wafer)
  }
  yield 'EndOfFile;\n'
}

function* statementWafer(wafer: WaferOut): Generator<string, void, undefined> {
  const columns = wafer.images === undefined ? wafer.columns : [...wafer.columns, 'IMAGECOUNT', 'IMAGELIST']
  yield `WaferID ${quoted(wafer.wafer)};\nSlot ${wafer.slot};\nSampleCenterLocation ${real(wafer.centre.x)} ${real(wafer.centre.y)};\nInspectionTest 1;\n`
  yield `SampleTestPlan ${wafer.plan.length}${wafer.plan.map(([x, y]) => `\n ${x} ${y}`).join('')};\n`
  if (wafer.area !== undefined) yield `AreaPerTest ${real(wafer.area)};\n`
  yield `DefectRecordSpec ${columns.length} ${columns.join(' ')} ;\n`
  let file = ''
  let open = false
  for (let i = 0; i < wafer.rows.length; i++) {
    const images = wafer.images?.get(i) ?? []
    const named = images[0]?.file ?? file
    if (!open || named !== file) {
      if (open) yield ';\n'
      if (named !== file) yield `TiffFileName ${quoted(named)};\n`
      file = named
      yield 'DefectList\n'
      open = true
    }
    const cells = (wafer.rows[i] ?? []).map((cell, c) => cellText(cell, wafer.columns[c] ?? ''))
    if (wafer.images !== undefined)
      cells.push(
        String(images.length),
        String(images.length),
        ...images.map(image => `${image.page} ${image.label ?? '0'}`)
      )
    yield ` ${cells.join(' ')}\n`
  }
  yield open ? ';\n' : 'DefectList;\n'
  yield `SummarySpec 5 TESTNO NDEFECT DEFDENSITY NDIE NDEFDIE ;\nSummaryList\n ${summary(wafer).join(' ')};\n`
}

const whole = new Set(['DEFECTID', 'XINDEX', 'YINDEX'])

function cellText(cell: CellOut, name: string): string {
  if (cell === null) return 'N'
  if (typeof cell === 'string') return quoted(cell)
  return whole.has(name) || Number.isInteger(cell) ? String(cell) : real(cell)
}

/** TESTNO NDEFECT DEFDENSITY NDIE NDEFDIE; density per square centimetre. */
function summary(wafer: WaferOut): readonly number[] {
  const [x, y] = [wafer.columns.indexOf('XINDEX'), wafer.columns.indexOf('YINDEX')]
  const dies = new Set(wafer.rows.map(row => `${String(row[x] ?? 0)} ${String(row[y] ?? 0)}`))
  const density = wafer.area === undefined || wafer.area === 0 ? 0 : wafer.rows.length / (wafer.area / 1e8)
  return [1, wafer.rows.length, density, wafer.plan.length, dies.size]
}

const nm = (micrometres: number) => Math.round(micrometres * 1000)
const degrees = { down: 0, right: 90, up: 180, left: 270 } as const

function field(indent: string, name: string, values: readonly (string | number)[]): string {
  const shown = values.map(value => (typeof value === 'string' ? quoted(value) : String(value)))
  return `${indent}Field ${name} ${values.length} {${shown.join(', ')}}\n`
}

function* records(file: KlarfOut): Generator<string, void, undefined> {
  yield 'Record FileRecord "1.8"\n{\n'
  for (const lot of file.lots) {
    const { geometry } = lot
    yield `  Record LotRecord ${quoted(lot.lot)}\n  {\n`
    yield field('    ', 'DeviceID', [lot.device])
    yield field('    ', 'DiePitch', [nm(geometry.pitch.x), nm(geometry.pitch.y)])
    yield field('    ', 'InspectionStationID', lot.station)
    yield field('    ', 'OrientationMarkLocation', [degrees[geometry.markAt ?? 'down']])
    yield field('    ', 'RecipeID', [lot.recipe, ...stamp(lot.recipeAt)])
    yield field('    ', 'ResultTimestamp', stamp(lot.resultAt))
    yield field('    ', 'SampleOrientationMarkType', [(geometry.mark ?? 'notch').toUpperCase()])
    yield field('    ', 'SampleSize', [nm(geometry.diameter * 1000), 0])
    yield field('    ', 'SampleType', ['WAFER'])
    yield field('    ', 'StepID', [lot.step])
    for (const wafer of lot.wafers) yield* recordWafer(wafer, geometry.origin ?? { x: 0, y: 0 })
    yield '    List ClassLookupList\n    {\n      Columns 3 { int32 CLASSNUMBER, string CLASSNAME, string CLASSCODE }\n'
    yield `      Data ${lot.classes.length}\n      {\n`
    for (const one of lot.classes) yield `        ${one.number} ${quoted(one.name)} "";\n`
    yield '      }\n    }\n  }\n'
  }
  yield field('  ', 'FileTimestamp', stamp(file.fileAt))
  yield '}\nEndOfFile;\n'
}

function* recordWafer(wafer: WaferOut, origin: Pair): Generator<string, void, undefined> {
  yield `    Record WaferRecord ${quoted(wafer.wafer)}\n    {\n`
  yield field('      ', 'DieOrigin', [nm(origin.x), nm(origin.y)])
  yield field('      ', 'SampleCenterLocation', [nm(wafer.centre.x), nm(wafer.centre.y)])
  yield field('      ', 'SlotNumber', [wafer.slot])
  const divisors = wafer.columns.map(nanometreDivisor)
  const columns = wafer.columns.map((name, c) => `${typeOf(wafer, c, divisors[c] ?? 1)} ${name}`)
  if (wafer.images !== undefined) columns.push('int32 IMAGECOUNT', 'ImageList IMAGEINFO')
  yield `      List DefectList\n      {\n        Columns ${columns.length} { ${columns.join(', ')} }\n`
  yield `        Data ${wafer.rows.length}\n        {\n`
  for (let i = 0; i < wafer.rows.length; i++) {
    const cells = (wafer.rows[i] ?? []).map((cell, c) => recordCell(cell, divisors[c] ?? 1))
    if (wafer.images !== undefined) {
      const images = wafer.images.get(i) ?? []
      cells.push(String(images.length), imagesText(images))
    }
    yield `          ${cells.join(' ')};\n`
  }
  yield '        }\n      }\n      Record TestRecord "1"\n      {\n'
  if (wafer.area !== undefined) yield field('        ', 'AreaPerTest', [wafer.area * 1e6])
  yield '        List SampleTestPlanList\n        {\n          Columns 2 { int32 XINDEX, int32 YINDEX }\n'
  yield `          Data ${wafer.plan.length}\n          {\n`
  for (const [x, y] of wafer.plan) yield `            ${x} ${y};\n`
  yield '          }\n        }\n      }\n      Record SummaryRecord\n      {\n        List TestSummaryList\n        {\n'
  yield '          Columns 5 { int32 TESTNO, int32 NDEFECT, float DEFDENSITY, int32 NDIE, int32 NDEFDIE }\n'
  yield `          Data 1\n          {\n            ${summary(wafer).join(' ')};\n          }\n        }\n      }\n    }\n`
}

function typeOf(wafer: WaferOut, column: number, divisor: number): 'string' | 'int32' | 'float' {
  if (divisor === 1000) return 'int32'
  const cells = wafer.rows.map(row => row[column] ?? null)
  if (cells.some(cell => typeof cell === 'string')) return 'string'
  return divisor === 1 && cells.every(cell => cell === null || Number.isInteger(cell)) ? 'int32' : 'float'
}

function recordCell(cell: CellOut, divisor: number): string {
  if (cell === null) return 'N'
  if (typeof cell === 'string') return quoted(cell)
  if (divisor === 1) return String(cell)
  if (divisor === 1000) return String(nm(cell))
  const value = cell * divisor
  const rounded = Math.round(value)
  return String(Math.abs(value - rounded) <= 2 * Number.EPSILON * Math.abs(value) ? rounded : value)
}

function imagesText(images: readonly ImageOut[]): string {
  if (images.length === 0) return 'N'
  const one = (image: ImageOut) =>
    `${quoted(image.file)} ${quoted(image.format ?? 'JPG')} ${image.page} ${quoted(image.label ?? 'Patch')}`
  return `Images ${images.length} { ${images.map(one).join(', ')} }`
}
