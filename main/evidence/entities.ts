import { Column, Entity } from 'typeorm'
import { RecordEntity } from '../store/record-entity'

/** Something that was seen and is kept with a case, as it was then. */
@Entity('evidence')
export class Evidence extends RecordEntity {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text' }) note: string
  @Column({ type: 'text' }) caption: string
  @Column({ type: 'integer', nullable: true }) n: number | null
  @Column({ type: 'text' }) link: string
  /** JSON list of the files it rests on. */
  @Column({ type: 'text' }) sources: string
  /** JSON of the view it was drawn from. */
  @Column({ type: 'text' }) view: string
  @Column({ type: 'text', nullable: true }) pictureSha256: string | null
  @Column({ type: 'text', nullable: true }) vectorSha256: string | null
  /** Its figures as JSON: `{ header, rows }`. */
  @Column({ type: 'text', nullable: true }) tableSha256: string | null
  @Column({ type: 'text' }) asOf: string
  @Column({ type: 'text' }) pinnedBy: string
  /** When it was taken off the case; what was taken off can be put back. */
  @Column({ type: 'text', nullable: true }) removedAt: string | null
  @Column({ type: 'text', nullable: true }) removedBy: string | null
}
