import type { DiagramNode } from '@contract/diagram/node'
import { type explanations, type IsNotNode } from '@contract/diagram/isnot'
import type { OpenDiagram } from '../../diagram/session/useDiagram'

/** A node of one type. */
export type Row = Extract<IsNotNode, { type: 'row' }>
export type Theory = Extract<IsNotNode, { type: 'theory' }>
export type Verdict = Extract<IsNotNode, { type: 'verdict' }>

/** How a theory stands up to a row. */
export type Explanation = (typeof explanations)[number]

/** The matrix in its order. */
export interface Matrix {
  readonly problem: Extract<IsNotNode, { type: 'problem' }> | null
  readonly rows: readonly Row[]
  readonly theories: readonly Theory[]
  /** Verdict of a theory on a row: `verdicts.get(theory.id)?.get(row.id)`. */
  readonly verdicts: ReadonlyMap<string, ReadonlyMap<string, Verdict>>
}

/** Reads the matrix out of the records. */
export function matrixOf({ children }: Pick<OpenDiagram<'isNot'>, 'children'>): Matrix {
  const alone = children.get(null) ?? []
  const theories = alone.filter(node => node.type === 'theory')
  return {
    problem: alone.find(node => node.type === 'problem') ?? null,
    rows: alone.filter(node => node.type === 'row'),
    theories,
    verdicts: new Map(
      theories.map(theory => [
        theory.id,
        new Map(
          (children.get(theory.id) ?? [])
            .filter(node => node.type === 'verdict')
            .map(node => [node.data.row, node])
        )
      ])
    )
  }
}

/** True for a row that says something a theory has to explain. */
export function isAsked(row: Row): boolean {
  return row.data.is.trim() !== '' || row.data.isNot.trim() !== ''
}

/** What a theory makes of all rows that say something. */
export interface Standing {
  readonly theory: Theory
  /** From 1; theories that stand equally share a place. Null while nobody has held it against any row. */
  readonly place: number | null
  readonly asked: number
  readonly explains: number
  /** Rows it explains only if something else holds. */
  readonly onlyIf: readonly { readonly row: Row; readonly condition: string }[]
  /** Rows it cannot explain. */
  readonly against: readonly Row[]
  /** Rows nobody has held it against. */
  readonly untested: number
}

/**
 * Ranks theories as Kepner and Tregoe rank possible causes: the one that fails nowhere, needs the fewest assumptions
 * and explains most comes first; a theory that fails one row stands behind every one that fails none. What has not
 * been asked counts neither way, but between equals the more tested one stands first. A theory that nobody has tested
 * yet has no place and comes last.
 */
export function standings({ rows, theories, verdicts }: Matrix): readonly Standing[] {
  const asked = rows.filter(isAsked)
  const found = theories.map(theory => {
    const own = verdicts.get(theory.id)
    const said = (row: Row): Verdict | undefined => own?.get(row.id)
    return {
      theory,
      asked: asked.length,
      explains: asked.filter(row => said(row)?.data.says === 'explains').length,
      onlyIf: asked.flatMap(row => {
        const verdict = said(row)
        return verdict?.data.says === 'onlyIf' ? [{ row, condition: verdict.data.condition }] : []
      }),
      against: asked.filter(row => said(row)?.data.says === 'doesNot'),
      untested: asked.filter(row => said(row) === undefined).length
    }
  })
  const by = (a: Omit<Standing, 'place'>, b: Omit<Standing, 'place'>): number =>
    Number(isUntested(a)) - Number(isUntested(b)) ||
    a.against.length - b.against.length ||
    b.explains + b.onlyIf.length - (a.explains + a.onlyIf.length) ||
    a.onlyIf.length - b.onlyIf.length
  const sorted = found.toSorted(by)
  let place = 0
  return sorted.map((one, i) => {
    const before = sorted[i - 1]
    if (before === undefined || by(before, one) !== 0) place = i + 1
    return { ...one, place: isUntested(one) ? null : place }
  })
}

/** True while nobody has held the theory against any row that says something. */
const isUntested = (one: Omit<Standing, 'place'>): boolean => one.untested === one.asked

/** Siblings of a row or a theory: all of its type. */
export function siblingsOf(matrix: Matrix, node: DiagramNode): readonly DiagramNode[] {
  return node.type === 'row' ? matrix.rows : matrix.theories
}
