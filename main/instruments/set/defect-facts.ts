import type { KlarfSummary } from '../formats/klarf/types'

/** A file of defects, in figures. */
export interface DefectFacts {
  readonly kind: 'defects'
  /** KLARF version as the file says it. */
  readonly version: string
  /** Unit of lengths in the file; FabCase shows micrometres. */
  readonly units: 'um' | 'nm'
  readonly charset: string
  readonly fileAt: string | null
  readonly defects: number
  readonly images: number
  readonly lots: readonly {
    readonly lot: string
    readonly device: string
    readonly step: string
    readonly recipe: string
    readonly station: readonly string[]
    readonly resultAt: string | null
    readonly wafers: readonly {
      readonly wafer: string
      readonly slot: number | null
      /** Rows read. */
      readonly defects: number
      /** Rows the file declares (`Data n`, or NDEFECT of the summary); null where it does not. */
      readonly declared: number | null
      readonly images: number
      /** Dies of the sample plan. */
      readonly dies: number
    }[]
  }[]
  /** Statements, fields, lists and records by kind. */
  readonly records: Readonly<Record<string, number>>
}

/** The figures of a file of defects as `inspect` gives them. */
export function defectFacts(summary: KlarfSummary): DefectFacts {
  const { version, units, charset, fileAt, defects, images, records } = summary
  return {
    kind: 'defects',
    version,
    units,
    charset,
    fileAt,
    defects,
    images,
    lots: summary.lots.map(({ lot, device, step, recipe, station, resultAt, wafers }) => ({
      lot,
      device,
      step,
      recipe,
      station,
      resultAt,
      wafers: wafers.map(wafer => ({
        wafer: wafer.wafer,
        slot: wafer.slot,
        defects: wafer.defects,
        declared: wafer.declared,
        images: wafer.images,
        dies: wafer.plan.length / 2
      }))
    })),
    records
  }
}
