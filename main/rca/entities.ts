import { Column, Entity, PrimaryColumn } from 'typeorm'
import { RecordEntity } from '../store/record-entity'

/** A diagram; `version` is its revision, one more than the steps made. */
@Entity('diagram')
export class Diagram extends RecordEntity {
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text', nullable: true }) caseId: string | null
  @Column({ type: 'text', nullable: true }) templateFor: string | null
  @Column({ type: 'text', nullable: true }) removedAt: string | null
}

/** A node of a diagram as it stands. */
@Entity('diagram_node')
export class DiagramNodeRow {
  @PrimaryColumn({ type: 'text' }) diagramId: string
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'text' }) type: string
  @Column({ type: 'text', nullable: true }) parent: string | null
  @Column({ type: 'text' }) rank: string
  /** JSON. */
  @Column({ type: 'text' }) data: string
  /** What it says and what it has come to, for lists, counts and Paretos. */
  @Column({ type: 'text' }) text: string
  @Column({ type: 'text', nullable: true }) state: string | null
}

/** One step of a diagram's history, with what it changed. */
@Entity('diagram_step')
export class DiagramStepRow {
  @PrimaryColumn({ type: 'text' }) diagramId: string
  @PrimaryColumn({ type: 'integer' }) revision: number
  @Column({ type: 'text' }) at: string
  @Column({ type: 'text' }) by: string
  @Column({ type: 'text', nullable: true }) byId: string | null
  /** JSON. */
  @Column({ type: 'text' }) intent: string
  /** JSON list. */
  @Column({ type: 'text' }) changes: string
  @Column({ type: 'text' }) mode: string
  @Column({ type: 'integer', nullable: true }) target: number | null
  /** `done`, `undone`, `dropped` (undone and cannot come back), `stuck` (cannot be undone any more). */
  @Column({ type: 'text' }) state: string
}

/** A revision with a name. */
@Entity('diagram_snapshot')
export class DiagramSnapshot {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'text' }) diagramId: string
  @Column({ type: 'integer' }) revision: number
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) at: string
  @Column({ type: 'text' }) by: string
}

/** Where a node leads: made from the nodes, so that it can be asked from the other side. */
@Entity('diagram_link')
export class DiagramLink {
  @PrimaryColumn({ type: 'text' }) diagramId: string
  @PrimaryColumn({ type: 'text' }) nodeId: string
  @PrimaryColumn({ type: 'text' }) relation: string
  @PrimaryColumn({ type: 'text' }) toKind: string
  /** Diagram of a node; '' for a task or an action. */
  @PrimaryColumn({ type: 'text' }) toDiagramId: string
  @PrimaryColumn({ type: 'text' }) toId: string
}

/** A failure model of the site. */
@Entity('fault_model')
export class FaultModel extends RecordEntity {
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) note: string
  /** JSON. */
  @Column({ type: 'text' }) model: string
}
