import { Column, Entity, PrimaryColumn } from 'typeorm'

@Entity('saved_view')
export class SavedView {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'integer' }) version: number
  @Column({ type: 'text' }) screen: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'integer' }) shared: number
  @Column({ type: 'text', nullable: true }) ownerId: string | null
  @Column({ type: 'text' }) definition: string
}
