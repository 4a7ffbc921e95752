import type { Told } from './fill-story'
import { analyses, nodesOfSketch, type PlannedDiagram } from './recipe/analyses'

/** The case whose title begins so. */
async function caseOf({ house }: Told, title: string): Promise<string> {
  const { rows } = await house.call('engineer', 'cases.list', { filter: { text: title } })
  const found = rows.find(row => row.title.startsWith(title))
  if (found === undefined) throw new TypeError(`no case ${title}`)
  return found.id
}

function fillDiagram(told: Told, caseTitle: string, planned: PlannedDiagram): void {
  const { house, script, moment } = told
  const nodes = nodesOfSketch(planned.kind, planned.sketch)
  let id = ''
  script.at(moment(planned.at), async () => {
    const caseId = await caseOf(told, caseTitle)
    const made = await house.call(planned.by, 'rca.create', {
      kind: planned.kind,
      title: planned.title,
      caseId,
      nodes: nodes.map(node => ({ ...node, data: { ...node.data } }))
    })
    id = made.id
  })
  for (const [i, finding] of (planned.findings ?? []).entries())
    script.at(moment(finding.at), async () => {
      const { nodes: now } = await house.call(finding.by, 'rca.get', { id })
      const cause = now.find(node => node.id === finding.of)
      const text = cause?.data['text']
      await house.call(finding.by, 'rca.change', {
        id,
        intent: {
          key: 'status',
          params: { text: typeof text === 'string' ? text.slice(0, 60) : '', state: finding.is }
        },
        changes: [
          ...(finding.seen === undefined
            ? []
            : [
                {
                  op: 'add' as const,
                  node: {
                    id: `seen${String(i)}`,
                    type: 'evidence',
                    parent: finding.of,
                    rank: 'V',
                    data: { of: { kind: 'comment', text: finding.seen } }
                  }
                }
              ]),
          {
            op: 'set' as const,
            id: finding.of,
            field: 'status',
            from: cause?.data['status'] ?? null,
            to: { is: finding.is, why: finding.why, by: '', at: '' }
          }
        ]
      })
    })
}

/** Put the diagrams of the demo's cases into the script. */
export function fillAnalyses(told: Told): void {
  for (const { caseTitle, diagrams } of analyses)
    for (const diagram of diagrams) fillDiagram(told, caseTitle, diagram)
}
