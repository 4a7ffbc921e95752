/**
 * What a KLARF (KLA result file: the defects an inspection tool found on wafers) says, whatever its version.
 * Lengths are micrometres and areas square micrometres throughout, also where the file writes nanometres (1.8).
 * Texts are as the file has them, one character per byte, until {@link KlarfSummary} where they are decoded.
 */

/** A pair of lengths, or of die indices. */
export interface Pair {
  readonly x: number
  readonly y: number
}

/** A statement or field as it stands: its name and its values. */
export interface KlarfField {
  readonly name: string
  readonly values: readonly string[]
}

/** A class of defects by its number. */
export interface KlarfClass {
  readonly number: number
  readonly name: string
}

/** What is the same for all wafers of one lot. */
export interface KlarfLot {
  readonly lot: string
  readonly device: string
  readonly step: string
  /** Name of the recipe (SetupID, RecipeID). */
  readonly recipe: string
  /** Vendor, model and id of the tool. */
  readonly station: readonly string[]
  readonly sampleType: string
  /** When the lot was inspected: tool-local `yyyy-mm-ddThh:mm:ss`; null where absent or no date. */
  readonly resultAt: string | null
  readonly classes: readonly KlarfClass[]
  /** Every field of the lot, known or not. */
  readonly fields: readonly KlarfField[]
  readonly wafers: readonly KlarfWafer[]
}

/** Where the dies of a wafer lie. */
export interface KlarfGeometry {
  /** Wafer diameter in mm; null where not said. */
  readonly diameter: number | null
  /** Die pitch; null where not said. */
  readonly pitch: Pair | null
  /** Origin of coordinates within a die, from its lower left corner. */
  readonly origin: Pair
  /** Centre of the wafer, from the origin of die 0, 0; null where not said. */
  readonly centre: Pair | null
  readonly mark: 'notch' | 'flat' | null
  /** Where the mark points on a map with y up. */
  readonly markAt: 'down' | 'left' | 'up' | 'right' | null
  /** The back is looked at: x runs to the left. */
  readonly mirrored: boolean
}

/** One inspection of a wafer: a test of its own with its own dies. */
export interface KlarfTest {
  readonly test: number
  /** Inspected area in square micrometres; null where not said. */
  readonly area: number | null
  /** Dies of its sample plan. */
  readonly dies: number
}

/** One wafer. */
export interface KlarfWafer {
  /** Counts the wafers of the file from 0. */
  readonly index: number
  readonly wafer: string
  /** Null where the file does not say or says no number. */
  readonly slot: number | null
  /** Rows read. */
  readonly defects: number
  /** Rows the file declares: `Data n` of 1.8, the NDEFECT of the summary in 1.x; null where it does not. */
  readonly declared: number | null
  readonly images: number
  readonly resultAt: string | null
  readonly geometry: KlarfGeometry
  readonly tests: readonly KlarfTest[]
  /** Die indices of the sample plan, x and y in turn; every die once. */
  readonly plan: Int32Array
  /** The summary as it stands: names of its columns and its rows. */
  readonly summary: { readonly columns: readonly string[]; readonly rows: readonly (readonly number[])[] }
  /** Every field of the wafer and its records, known or not. */
  readonly fields: readonly KlarfField[]
}

/** Versions there are files of. */
export type KlarfVersion = '1.1' | '1.2' | '1.8'

/** What stands in a file apart from its defects. */
export interface KlarfSummary {
  /** As the file says it: `1.1`, `1.2`, `1.8`, or another that was read as its nearest. */
  readonly version: string
  /** Unit of lengths in the file. */
  readonly units: 'um' | 'nm'
  readonly charset: string
  readonly fileAt: string | null
  readonly lots: readonly KlarfLot[]
  /** Fields outside lots. */
  readonly fields: readonly KlarfField[]
  /** Statements, fields, lists and records by kind, with their counts. */
  readonly records: Readonly<Record<string, number>>
  readonly defects: number
  readonly images: number
}

/**
 * A column of a run of defects. Numbers lie in `values` (NaN: none); a cell that is a text has `codes[i]` > 0 and
 * reads `texts[codes[i] - 1]`. `codes` is null where all cells are numbers.
 */
export interface DefectColumn {
  /** As the file names it, upper case. */
  readonly name: string
  readonly values: Float64Array<ArrayBuffer>
  readonly codes: Uint32Array<ArrayBuffer> | null
  readonly texts: readonly string[]
}

/** Images named by a run of defects. `row` counts within the run; texts as in {@link DefectColumn}, from 1. */
export interface DefectImages {
  readonly row: Uint32Array<ArrayBuffer>
  /** Number of the picture in its file (1.x), or the number beside its path (1.8). */
  readonly page: Float64Array<ArrayBuffer>
  /** Path or name of the file; 0: not said. */
  readonly file: Uint32Array<ArrayBuffer>
  /** `JPG`, `TIFF`, ...; 0 in 1.x. */
  readonly format: Uint32Array<ArrayBuffer>
  /** What kind of picture: `Patch`, or the number of 1.x. */
  readonly label: Uint32Array<ArrayBuffer>
  readonly texts: readonly string[]
}

/** A run of defects of one wafer, complete: one array a column. */
export interface DefectGroup {
  readonly kind: 'defects'
  /** {@link KlarfWafer.index} */
  readonly wafer: number
  /** Defects of the wafer before this run. */
  readonly first: number
  readonly count: number
  readonly columns: readonly DefectColumn[]
  readonly images: DefectImages | null
}
