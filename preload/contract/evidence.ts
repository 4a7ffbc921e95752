import { z } from 'zod'
import { command, query } from './define'
import { fileOut, id, instant, line, lineOrEmpty, page, prose } from './fields'
import { isJson, type Json } from './json'
import { recordMeta } from './register'

/** What kind of thing is pinned: a chart or table over data, a test's result, one part, a file, a text. */
export const evidenceKinds = ['chart', 'table', 'map', 'test', 'part', 'file', 'note'] as const

/** Files that a piece of evidence rests on. */
const source = z.object({
  name: line(300),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  setId: id.nullable().default(null)
})

/** Kept as it is given; a view with its lassos takes some kilobytes. */
const json = z.custom<Json>(value => isJson(value) && JSON.stringify(value).length <= 2_000_000)

const sources = z.array(source).max(500)

/** The figures as they were shown: what a table of them would hold. */
const table = z.object({
  header: z.array(z.string().max(300)).max(200),
  rows: z.array(z.array(z.union([z.string().max(2000), z.number(), z.null()])).max(200)).max(5000)
})

/** A piece of evidence in a list. */
export const evidenceRow = z.object({
  caseId: id,
  kind: z.enum(evidenceKinds),
  title: z.string(),
  /** Why it matters, in a person's words. */
  note: z.string(),
  /** What the picture was drawn from, in words: n, filter, rule. */
  caption: z.string(),
  /** Parts or records it counts. */
  n: z.number().int().nullable(),
  /** Where it can be opened live: a path of the application with its filter; empty where there is none. */
  link: z.string(),
  sources,
  /** PNG of it as of then. */
  pictureSha256: z.string().nullable(),
  /** State of the data shown. */
  asOf: instant,
  pinnedBy: z.string(),
  /** When and by whom it was taken off the case; null while it is on it. */
  removedAt: instant.nullable(),
  removedBy: z.string().nullable(),
  ...recordMeta
})

/** A piece of evidence. */
export type EvidenceRow = z.infer<typeof evidenceRow>

/** What was seen and is kept: pictures and figures with their filter, their sources and their data as of then. */
export const evidence = {
  'evidence.pin': command({
    input: z
      .object({
        caseId: id,
        kind: z.enum(evidenceKinds),
        title: line(300),
        note: prose(20_000).default(''),
        caption: lineOrEmpty(2000).default(''),
        n: z.number().int().min(0).nullable().default(null),
        link: z.string().max(20_000).default(''),
        sources: sources.default([]),
        /** The view it was drawn from, kept as it is. */
        view: json.default(null),
        table: table.nullable().default(null),
        /** PNG of it, base64, and SVG as text where it can be drawn as one. */
        picture: z.base64().max(8_000_000).nullable().default(null),
        vector: z.string().max(4_000_000).nullable().default(null)
      })
      .strict(),
    output: evidenceRow,
    allow: 'records.write'
  }),
  'evidence.list': query({
    input: z
      .object({
        caseId: id,
        text: z.string().max(200).default(''),
        /** Those taken off, in place of those on the case. */
        removed: z.boolean().default(false),
        ...page
      })
      .strict(),
    output: z.object({ total: z.number(), rows: z.array(evidenceRow) }),
    allow: 'records.read'
  }),
  'evidence.get': query({
    input: z.object({ id }).strict(),
    output: evidenceRow.extend({ view: json, table: table.nullable(), vectorSha256: z.string().nullable() }),
    allow: 'records.read'
  }),
  /** The picture as of then: PNG, or the SVG where there is one and it is asked for. record.notFound without one. */
  'evidence.picture': query({
    input: z.object({ id, form: z.enum(['png', 'svg']).default('png') }).strict(),
    output: fileOut,
    allow: 'records.read'
  }),
  'evidence.update': command({
    input: z
      .object({
        id,
        version: z.number().int().min(1),
        title: line(300).optional(),
        note: prose(20_000).optional()
      })
      .strict(),
    output: evidenceRow,
    allow: 'records.write'
  }),
  /** Takes it off the case; the trail keeps that it was there, and `evidence.restore` puts it back. */
  'evidence.remove': command({
    input: z.object({ id, version: z.number().int().min(1), reason: lineOrEmpty(500).default('') }).strict(),
    output: z.object({ id }),
    allow: 'records.write'
  }),
  /** Puts back what was taken off: as it was, with its bytes. */
  'evidence.restore': command({
    input: z.object({ id }).strict(),
    output: evidenceRow,
    allow: 'records.write'
  })
}
