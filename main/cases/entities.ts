import { Column, Entity, PrimaryColumn } from 'typeorm'
import { RecordEntity } from '../store/record-entity'

@Entity('case')
export class Case extends RecordEntity {
  @Column({ type: 'text' }) number: string
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text' }) severity: string
  @Column({ type: 'text' }) state: string
  @Column({ type: 'text' }) stateReason: string
  @Column({ type: 'text', nullable: true }) customerId: string | null
  @Column({ type: 'text', nullable: true }) productId: string | null
  @Column({ type: 'text', nullable: true }) ownerId: string | null
  /** JSON list of user ids. */
  @Column({ type: 'text' }) teamIds: string
  @Column({ type: 'text' }) lotText: string
  @Column({ type: 'text', nullable: true }) due: string | null
  @Column({ type: 'text' }) description: string
  @Column({ type: 'text' }) containment: string
  @Column({ type: 'text' }) rootCause: string
  @Column({ type: 'text' }) openedAt: string
  @Column({ type: 'text', nullable: true }) closedAt: string | null
}

@Entity('case_comment')
export class CaseComment {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'integer' }) version: number
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text', nullable: true }) authorId: string | null
  @Column({ type: 'text' }) author: string
  @Column({ type: 'text' }) text: string
  /** JSON list of user ids. */
  @Column({ type: 'text' }) mentionIds: string
  @Column({ type: 'text' }) createdAt: string
  @Column({ type: 'text', nullable: true }) editedAt: string | null
}

@Entity('case_file')
export class CaseFile {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) sha256: string
  @Column({ type: 'integer' }) bytes: number
  @Column({ type: 'text' }) format: string
  @Column({ type: 'text' }) addedAt: string
  @Column({ type: 'text' }) addedBy: string
  @Column({ type: 'text', nullable: true }) setId: string | null
  @Column({ type: 'text', nullable: true }) importId: string | null
}
