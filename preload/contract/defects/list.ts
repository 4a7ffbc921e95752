import { z } from 'zod'
import { query } from '../define'
import { fileOut, id, page } from '../fields'
import { asked } from './filter'

/** One defect in a list. Places in micrometres; null where the file has none. */
const row = z.object({
  wafer: z.number().int(),
  /** Counts the wafer's defects from 0: with the wafer it names the defect. */
  row: z.number().int(),
  defectId: z.number().nullable(),
  x: z.number().nullable(),
  y: z.number().nullable(),
  xRel: z.number().nullable(),
  yRel: z.number().nullable(),
  dieX: z.number().nullable(),
  dieY: z.number().nullable(),
  size: z.number().nullable(),
  area: z.number().nullable(),
  classNumber: z.number().nullable(),
  rough: z.number().nullable(),
  fine: z.number().nullable(),
  cluster: z.number().nullable(),
  test: z.number().nullable(),
  images: z.number().int()
})

/** One defect in a list. */
export type DefectRow = z.infer<typeof row>

const sorts = ['file', 'defectId', 'x', 'y', 'size', 'area', 'classNumber', 'cluster', 'images'] as const

const image = z.object({
  wafer: z.number().int(),
  row: z.number().int(),
  defectId: z.number().nullable(),
  classNumber: z.number().nullable(),
  /** Name as the file gives it, with its path. */
  file: z.string(),
  page: z.number().nullable(),
  format: z.string(),
  label: z.string(),
  /** The bytes of that name in this store: of the same import, of the same case, else the newest. */
  sha256: z.string().nullable(),
  bytes: z.number().nullable()
})

/** An image a file of defects names. */
export type DefectImage = z.infer<typeof image>

/** Defects and their images one by one. */
export const list = {
  'defects.list': query({
    input: z
      .object({
        ...asked,
        sort: z.enum(sorts).default('file'),
        descending: z.boolean().default(false),
        ...page
      })
      .strict(),
    output: z.object({ total: z.number().int(), rows: z.array(row) }),
    allow: 'records.read'
  }),
  'defects.images': query({
    input: z.object({ ...asked, ...page }).strict(),
    output: z.object({
      total: z.number().int(),
      /** Different files named. */
      files: z.number().int(),
      rows: z.array(image)
    }),
    allow: 'records.read'
  }),
  /**
   * The bytes of an image that a window can show: PNG, JPEG, GIF, BMP or WebP of at most 32 MB. Others (TIFF) are
   * not found here; they are saved with `attachments.open`.
   */
  'defects.picture': query({
    input: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }).strict(),
    output: fileOut,
    allow: 'records.read'
  }),
  /** Everything the file says of one defect. */
  'defects.one': query({
    input: z.object({ id, wafer: z.number().int().min(0), row: z.number().int().min(0) }).strict(),
    output: z.object({
      row,
      /** Column and value, in the order of the file; lengths in micrometres. */
      values: z.array(z.tuple([z.string(), z.union([z.number(), z.string(), z.null()])])),
      images: z.array(image),
      /** Other defects in the same die. */
      inDie: z.number().int()
    }),
    allow: 'records.read'
  }),
  /** All defects of a filter with all their columns. */
  'defects.export': query({
    input: z
      .object({ ...asked, format: z.enum(['csv', 'xlsx']), language: z.enum(['en', 'zh-CN']).default('en') })
      .strict(),
    output: fileOut,
    allow: 'records.read'
  })
}
