import { Column, Entity } from 'typeorm'
import { RecordEntity } from '../store/record-entity'

/** Whether the root cause of one closing of a case held. */
@Entity('root_verdict')
export class RootVerdictEntity extends RecordEntity {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) closedAt: string
  @Column({ type: 'text' }) method: string
  @Column({ type: 'text' }) root: string
  @Column({ type: 'text', nullable: true }) diagramId: string | null
  @Column({ type: 'text', nullable: true }) nodeId: string | null
  @Column({ type: 'text' }) verdict: string
  @Column({ type: 'text' }) basis: string
  @Column({ type: 'text', nullable: true }) observedFrom: string | null
  @Column({ type: 'text', nullable: true }) observedTo: string | null
  @Column({ type: 'text' }) why: string
}
