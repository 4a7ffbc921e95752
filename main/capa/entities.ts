import { Column, Entity } from 'typeorm'
import { RecordEntity } from '../store/record-entity'

@Entity('action')
export class Action extends RecordEntity {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text' }) details: string
  @Column({ type: 'text', nullable: true }) ownerId: string | null
  @Column({ type: 'text', nullable: true }) due: string | null
  @Column({ type: 'text', nullable: true }) doneOn: string | null
  @Column({ type: 'text' }) state: string
}
