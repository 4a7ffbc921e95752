import { Column, Entity } from 'typeorm'
import { RecordEntity } from '../store/record-entity'

@Entity('customer')
export class Customer extends RecordEntity {
  @Column({ type: 'text' }) code: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) country: string
  @Column({ type: 'text' }) contact: string
  @Column({ type: 'text' }) email: string
  @Column({ type: 'text' }) phone: string
  @Column({ type: 'text' }) notes: string
}

@Entity('complaintClass')
export class ComplaintClass extends RecordEntity {
  @Column({ type: 'text' }) code: string
  @Column({ type: 'text' }) en: string
  @Column({ type: 'text' }) zh: string
  @Column({ type: 'text' }) state: string
}

@Entity('complaint')
export class Complaint extends RecordEntity {
  @Column({ type: 'text' }) number: string
  @Column({ type: 'text', nullable: true }) customerId: string | null
  @Column({ type: 'text' }) customerRef: string
  @Column({ type: 'text', nullable: true }) caseId: string | null
  @Column({ type: 'text' }) receivedAt: string
  @Column({ type: 'text' }) channel: string
  @Column({ type: 'text' }) contact: string
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text' }) words: string
  /** JSON list of complaint items. */
  @Column({ type: 'text' }) items: string
}
