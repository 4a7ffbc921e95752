import { Column, Entity } from 'typeorm'
import { RecordEntity } from '../store/record-entity'

@Entity('task')
export class Task extends RecordEntity {
  @Column({ type: 'text', nullable: true }) caseId: string | null
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text' }) details: string
  @Column({ type: 'text', nullable: true }) ownerId: string | null
  @Column({ type: 'text', nullable: true }) due: string | null
  @Column({ type: 'text' }) state: string
}
