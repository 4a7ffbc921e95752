/**
 * A measurement set: what one tester file says, as columns. Texts are decoded; absent facts are null. Numbers
 * are in the file's own base units (V, A, s), scaled for show by the test's exponent only.
 */

/** A value of a MIR, MRR or SDR under its standard field name. Text without trailing NULs; times in seconds. */
export type HeaderFields = Readonly<Record<string, string | number>>

/** Facts of the whole file. */
export interface SetHeader {
  /** First MIR; null where the file has none. */
  readonly mir: HeaderFields | null
  /** Last MRR. */
  readonly mrr: HeaderFields | null
  /** Site descriptions, in file order. SITE_NUM is left out of the fields and given as a list. */
  readonly sites: readonly { readonly fields: HeaderFields; readonly siteNumbers: readonly number[] }[]
  /** Of numbers in the file; null where it is text. */
  readonly byteOrder: 'BigEndian' | 'LittleEndian' | null
  /** Character set the texts were read in. */
  readonly charset: string
  /** Files appended one to another count as one set: how many FARs there were. */
  readonly files: number
}

/** A wafer: what was counted from its PRRs beside what its WRR declares. */
export interface WaferInfo {
  readonly index: number
  readonly id: string
  readonly head: number
  readonly siteGroup: number
  /** Unix seconds on the tester's own clock; null where not recorded. */
  readonly start: number | null
  readonly finish: number | null
  /** PRRs, repeats included. */
  readonly parts: number
  readonly good: number
  /** Figures of the WRR; null where there is none or it leaves them out. */
  readonly declared: {
    readonly parts: number | null
    readonly retests: number | null
    readonly aborts: number | null
    readonly good: number | null
    readonly functional: number | null
  } | null
  readonly fabWaferId: string
  readonly frameId: string
  readonly maskId: string
  /** How often a WIR opened it: above 1 the wafer was tested in several passes of this file. */
  readonly passes: number
}

/** Geometry of the wafers (WCR). Lengths in `units`; directions as the file gives them. */
export interface WaferGeometry {
  readonly diameter: number | null
  readonly dieHeight: number | null
  readonly dieWidth: number | null
  readonly units: 'inch' | 'cm' | 'mm' | 'mil' | null
  /** Where the flat or notch is: U, D, L, R. */
  readonly flat: string | null
  readonly centerX: number | null
  readonly centerY: number | null
  /** Direction in which x (L, R) and y (U, D) grow. */
  readonly positiveX: string | null
  readonly positiveY: string | null
}

/** A hard or soft bin. */
export interface BinInfo {
  readonly kind: 'hard' | 'soft'
  readonly number: number
  readonly name: string
  /** P, F or empty where the file does not say. */
  readonly passFail: 'P' | 'F' | ''
  /** PRRs that landed in it. */
  readonly count: number
  /** What HBR or SBR declares for the whole file (HEAD 255), or the sum over sites; null where there is none. */
  readonly declared: number | null
}

/** A test and its statistics over all executions. */
export interface TestInfo {
  readonly index: number
  readonly record: 'PTR' | 'MPR' | 'FTR' | 'STR'
  readonly number: number
  readonly text: string
  readonly units: string
  /** Display exponent of results: show value * 10^scale (3 milli, 6 micro, 9 nano). */
  readonly scale: number
  readonly lowLimit: number | null
  readonly highLimit: number | null
  readonly lowSpec: number | null
  readonly highSpec: number | null
  /** C format the program prints results with; empty where not given. */
  readonly format: string
  /** Times the test ran. */
  readonly executions: number
  readonly fails: number
  /** Executions beyond the first within one part. */
  readonly repeats: number
  /** Values that may be used: executed, not flagged invalid, finite. For an MPR all elements together. */
  readonly n: number
  readonly mean: number | null
  /** Sample standard deviation (n - 1); null below two values. */
  readonly sigma: number | null
  readonly min: number | null
  readonly max: number | null
  /** Columns: 1, or the widest result of an MPR. */
  readonly elements: number
  /** PMR indexes of the elements of an MPR, as its first record gives them; empty where it does not. */
  readonly pins: readonly number[]
  /** Vector (pattern) name of a functional test's first record that has one. */
  readonly vector: string
  /** Limits that changed in mid-file, first 100; empty where they never did. */
  readonly limitChanges: readonly { offset: number; lowLimit: number | null; highLimit: number | null }[]
}

/** Text a program wrote between results (DTR), or generic data (GDR) in readable form. */
export interface Note {
  readonly record: 'DTR' | 'GDR'
  /** Part that was open when it came; null between parts. */
  readonly part: number | null
  readonly text: string
}

/** A pin and its tester channel, as a PMR describes it. */
export interface PinInfo {
  /** Index other records name it by. */
  readonly pmr: number
  readonly channelType: number
  readonly channel: string
  readonly physical: string
  readonly logical: string
  readonly head: number
  readonly site: number
}

/** What a functional (FTR) or scan (STR) test said of an execution that failed or cannot be used. */
export interface Detail {
  readonly test: number
  readonly part: number
  /** By standard field name. `FAIL_PIN` and `PMR_INDX` are PMR indexes; lists are cut at 500. */
  readonly fields: Readonly<Record<string, number | string | readonly number[] | readonly string[]>>
}

/** Status of one test in one part. */
export const Status = {
  notExecuted: 0,
  pass: 1,
  fail: 2,
  /** Executed without a verdict. */
  noVerdict: 3,
  /** Executed, not failed, but flagged as not to be used: alarm, unreliable, timeout, aborted, drift... */
  invalid: 4
} as const

/** Bits of a part's flags: 0 to 7 are PART_FLG, the rest ours. */
export const PartFlag = {
  /** Supersedes an earlier part of the same id (0x01) or the same place on the wafer (0x02). */
  retest: 0x03,
  abnormal: 0x04,
  fail: 0x08,
  noVerdict: 0x10,
  /** Began but never ended: no PRR, no bin. */
  unfinished: 0x100,
  /** Ended or measured without a PIR. */
  noStart: 0x200
} as const

/** Texts one after the other: text i is bytes offsets[i] to offsets[i + 1], in the set's character set. */
export interface PackedText {
  readonly offsets: Uint32Array<ArrayBuffer>
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What is known of parts, column by column. Parts are numbered from 0 in the order they began. */
export interface PartColumns {
  readonly x: Int16Array<ArrayBuffer>
  readonly y: Int16Array<ArrayBuffer>
  readonly hardBin: Uint16Array<ArrayBuffer>
  readonly softBin: Uint16Array<ArrayBuffer>
  readonly head: Uint8Array<ArrayBuffer>
  readonly site: Uint8Array<ArrayBuffer>
  readonly flags: Uint16Array<ArrayBuffer>
  /** Milliseconds, 0 = not recorded. */
  readonly testTime: Uint32Array<ArrayBuffer>
  readonly testCount: Uint16Array<ArrayBuffer>
  /** Index of the wafer, -1 = none. */
  readonly wafer: Int32Array<ArrayBuffer>
  /** Which PRR of the file ended it, from 0; 4294967295 = none. */
  readonly ended: Uint32Array<ArrayBuffer>
  readonly id: PackedText
  readonly text: PackedText
}

/** A run of parts. */
export interface PartBlock {
  readonly firstPart: number
  readonly count: number
  readonly columns: PartColumns
}

/** One test over a run of parts. Values are NaN where there is none; functional tests have status only. */
export interface ValueBlock {
  readonly test: number
  readonly firstPart: number
  /** Values a part: 1, or the elements of an MPR. */
  readonly width: number
  /** Part by part, `width` each. */
  readonly values: Float32Array<ArrayBuffer> | null
  readonly status: Uint8Array<ArrayBuffer>
}

/** Executions that a later one in the same part replaced in the column, in file order. */
export interface EarlierExecutions {
  readonly test: Uint32Array<ArrayBuffer>
  readonly element: Uint16Array<ArrayBuffer>
  readonly part: Uint32Array<ArrayBuffer>
  readonly value: Float32Array<ArrayBuffer>
  readonly status: Uint8Array<ArrayBuffer>
}

/** A piece of a set, of bounded size. Blocks of one test never overlap. */
export interface SetGroup {
  readonly parts: PartBlock | null
  readonly values: readonly ValueBlock[]
  readonly earlier: EarlierExecutions | null
}

/** What stands at the end, once every group is out. */
export interface SetSummary {
  readonly header: SetHeader
  readonly geometry: WaferGeometry | null
  readonly wafers: readonly WaferInfo[]
  readonly bins: readonly BinInfo[]
  readonly tests: readonly TestInfo[]
  readonly notes: readonly Note[]
  readonly pins: readonly PinInfo[]
  readonly details: readonly Detail[]
  /** Rows of the part columns: PRRs and parts that never ended. */
  readonly partRows: number
  /** PRRs: all, passed, failed, without verdict. */
  readonly parts: number
  readonly pass: number
  readonly fail: number
  readonly noVerdict: number
  /** PRRs flagged as a retest. */
  readonly retests: number
}
