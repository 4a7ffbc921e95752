import { evidenceKinds, type EvidenceRow } from '@contract/evidence'
import { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import { columns, json, maybe, number, oneOf, text } from '../../store/rows'
import type { ReadSql, Row } from '../../store/types'

/** Who pinned, when, in which version. */
const meta = {
  id: text,
  version: number,
  createdAt: text,
  createdBy: text,
  updatedAt: text,
  updatedBy: text
}

const read = columns({
  ...meta,
  caseId: text,
  kind: oneOf(evidenceKinds),
  title: text,
  note: text,
  caption: text,
  n: maybe(number),
  link: text,
  sources: json,
  pictureSha256: maybe(text),
  asOf: text,
  pinnedBy: text,
  removedAt: maybe(text),
  removedBy: maybe(text)
})

/** A row as lists show it. */
export function rowOf(row: Row): EvidenceRow {
  const { sources, ...rest } = read(row)
  return { ...rest, sources: (Array.isArray(sources) ? sources : []) as EvidenceRow['sources'] }
}

/** What a list leaves out. */
const readRest = columns({ view: json, vectorSha256: maybe(text), tableSha256: maybe(text) })

/** A piece of evidence whole, but for the bytes it names. */
export type Kept = EvidenceRow &
  Pick<Output<'evidence.get'>, 'view' | 'vectorSha256'> & { readonly tableSha256: string | null }

/** One piece of evidence; FabError record.notFound. */
export function findEvidence(db: ReadSql, id: string): Kept {
  const row = db.get('SELECT * FROM evidence WHERE id = ?', [id])
  if (row === undefined) throw new FabError('record.notFound', { entity: 'evidence', id })
  return { ...rowOf(row), ...readRest(row) }
}
