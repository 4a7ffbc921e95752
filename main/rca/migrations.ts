import { recordColumns } from '../store/record-entity'
import type { Migration } from '../store/types'

/** Diagrams of root-cause analysis with their history. */
export const rcaMigrations: readonly Migration[] = [
  {
    name: 'Rca1763900000100',
    up: [
      `CREATE TABLE diagram (
  ${recordColumns},
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  caseId TEXT REFERENCES "case"(id),
  templateFor TEXT,
  removedAt TEXT
) STRICT`,
      'CREATE INDEX diagram_case ON diagram(caseId)',
      `CREATE TABLE diagram_node (
  diagramId TEXT NOT NULL REFERENCES diagram(id),
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  parent TEXT,
  rank TEXT NOT NULL,
  data TEXT NOT NULL,
  text TEXT NOT NULL,
  state TEXT,
  PRIMARY KEY (diagramId, id)
) STRICT, WITHOUT ROWID`,
      'CREATE INDEX diagram_node_state ON diagram_node(state) WHERE state IS NOT NULL',
      `CREATE TABLE diagram_step (
  diagramId TEXT NOT NULL REFERENCES diagram(id),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL,
  byId TEXT,
  intent TEXT NOT NULL,
  changes TEXT NOT NULL,
  mode TEXT NOT NULL,
  target INTEGER,
  state TEXT NOT NULL,
  PRIMARY KEY (diagramId, revision)
) STRICT`,
      'CREATE INDEX diagram_step_undo ON diagram_step(diagramId, byId, state, revision)',
      `CREATE TABLE diagram_snapshot (
  id TEXT PRIMARY KEY NOT NULL,
  diagramId TEXT NOT NULL REFERENCES diagram(id),
  revision INTEGER NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  "by" TEXT NOT NULL
) STRICT`,
      'CREATE INDEX diagram_snapshot_diagram ON diagram_snapshot(diagramId, revision)',
      `CREATE TABLE diagram_link (
  diagramId TEXT NOT NULL REFERENCES diagram(id),
  nodeId TEXT NOT NULL,
  relation TEXT NOT NULL,
  toKind TEXT NOT NULL,
  toDiagramId TEXT NOT NULL,
  toId TEXT NOT NULL,
  PRIMARY KEY (diagramId, nodeId, relation, toKind, toDiagramId, toId)
) STRICT, WITHOUT ROWID`,
      'CREATE INDEX diagram_link_to ON diagram_link(toKind, toDiagramId, toId)'
    ]
  },
  {
    name: 'FaultModels1763900000400',
    up: [
      `CREATE TABLE fault_model (
  ${recordColumns},
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  model TEXT NOT NULL
) STRICT`,
      'CREATE UNIQUE INDEX fault_model_name ON fault_model(name COLLATE NOCASE)'
    ]
  }
]
