import { z } from 'zod'

/** Identifier of a record, made by the store: sortable by time of making. */
export const id = z.string().regex(/^[0-9A-Za-z_-]{1,64}$/)

/** A point in time, ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime()

/** A calendar day, `2026-11-21`. */
export const day = z.iso.date()

/** One line, without control characters at its ends; 1 to `max` characters. */
export const line = (max = 200) => z.string().trim().min(1).max(max)

/** One line that may be empty. */
export const lineOrEmpty = (max = 200) => z.string().trim().max(max)

/** Several lines, kept exactly as given (a customer's words are evidence). */
export const prose = (max = 100_000) => z.string().max(max)

/** Version that a change is based on; a mismatch is `record.conflict`. */
export const version = z.number().int().min(1)

/** A window into a long list. */
export const page = {
  offset: z.number().int().min(0).max(10_000_000).default(0),
  limit: z.number().int().min(1).max(1000).default(100)
}

/** Nothing to say. */
export const nothing = z.object({}).strict()

/** A finished file that the caller saves: CSV, XLSX, JSON. `bytes` is the binary kind. */
export const fileOut = z.object({
  name: z.string(),
  mime: z.string(),
  bytes: z.custom<Uint8Array>(v => v instanceof Uint8Array)
})

/** A file made by FabCase for saving. */
export type FileOut = z.infer<typeof fileOut>
