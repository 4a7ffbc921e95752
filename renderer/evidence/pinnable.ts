import type { evidenceKinds } from '@contract/evidence'
import type { Input } from '@contract/index'
import type { ChartData } from '../charts/chartData'
import { evenly } from '../charts/thin'

/** Something seen that can be kept with a case. */
export interface Pinnable {
  readonly kind: (typeof evidenceKinds)[number]
  /** Proposed; the person may say it better. */
  readonly title: string
  /** What it was drawn from, in words: n, filter, rule. */
  readonly caption: string
  /** Parts or records it counts. */
  readonly n: number | null
  /** Hash route where it can be opened live; empty where there is none. */
  readonly link: string
  readonly sources: readonly {
    readonly name: string
    readonly sha256: string
    readonly setId?: string | null
  }[]
  /** What it was drawn from, as the screen that drew it reads it again. JSON. */
  readonly view?: unknown
  readonly data?: ChartData | null
  readonly png?: Uint8Array | null
  readonly svg?: string | null
}

const mostRows = 5000
const mostColumns = 200
const longestCell = 2000
const longestLink = 20_000
const largestPicture = 8_000_000
const largestVector = 4_000_000

/** What the core is told to keep. Too many rows are thinned evenly, which the caption then says. */
export function pinOf(
  seen: Pinnable,
  words: { readonly caseId: string; readonly title: string; readonly note: string },
  thinned: (shown: number, total: number) => string
): Input<'evidence.pin'> {
  const rows = seen.data?.rows.length ?? 0
  const caption = rows > mostRows ? `${seen.caption} · ${thinned(mostRows, rows)}` : seen.caption
  const picture = seen.png == null ? null : toBase64(seen.png)
  return {
    caseId: words.caseId,
    kind: seen.kind,
    title: words.title.trim().slice(0, 300),
    note: words.note,
    caption: caption.trim().slice(0, 2000),
    n: seen.n,
    link: seen.link.length > longestLink ? '' : seen.link,
    sources: seen.sources
      .filter(source => /^[0-9a-f]{64}$/.test(source.sha256))
      .slice(0, 500)
      .map(({ name, sha256, setId }) => ({ name: name.slice(0, 300), sha256, setId: setId ?? null })),
    view: jsonOf(seen.view),
    table: seen.data == null ? null : tableOf(seen.data),
    picture: picture === null || picture.length > largestPicture ? null : picture,
    vector: seen.svg == null || seen.svg.length > largestVector ? null : seen.svg
  }
}

type Json = Exclude<Input<'evidence.pin'>['view'], undefined>

/** Only what JSON can hold. */
function jsonOf(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json)
}

/** Figures as they are kept: numbers that are none become nothing. */
function tableOf(data: ChartData): NonNullable<Input<'evidence.pin'>['table']> {
  return {
    header: data.header.slice(0, mostColumns).map(title => title.slice(0, 300)),
    rows: evenly(data.rows.length, mostRows).map(at =>
      (data.rows[at] ?? []).slice(0, mostColumns).map(value => {
        if (value === null || value === undefined) return null
        if (typeof value === 'number') return Number.isFinite(value) ? value : null
        return String(value).slice(0, longestCell)
      })
    )
  }
}

/** Base64 of bytes, piece by piece: a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  let letters = ''
  for (let from = 0; from < bytes.length; from += 0x8000)
    letters += String.fromCharCode(...bytes.subarray(from, from + 0x8000))
  return btoa(letters)
}
