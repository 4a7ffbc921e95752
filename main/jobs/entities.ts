import { Column, Entity, PrimaryColumn } from 'typeorm'

@Entity('job')
export class Job {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text' }) title: string
  @Column({ type: 'text' }) state: string
  @Column({ type: 'real' }) done: number
  @Column({ type: 'real', nullable: true }) total: number | null
  @Column({ type: 'text' }) unit: string
  @Column({ type: 'text' }) createdAt: string
  @Column({ type: 'text', nullable: true }) startedAt: string | null
  @Column({ type: 'text', nullable: true }) finishedAt: string | null
  @Column({ type: 'text', nullable: true }) actorId: string | null
  @Column({ type: 'text' }) actor: string
  @Column({ type: 'text' }) station: string
  @Column({ type: 'text', nullable: true }) subject: string | null
  @Column({ type: 'text' }) payload: string
  @Column({ type: 'text', nullable: true }) result: string | null
  @Column({ type: 'text', nullable: true }) faultKey: string | null
  @Column({ type: 'text', nullable: true }) faultDetails: string | null
}

@Entity('notice')
export class Notice {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'text' }) userId: string
  @Column({ type: 'text' }) at: string
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text' }) params: string
  @Column({ type: 'text' }) link: string
  @Column({ type: 'text', nullable: true }) readAt: string | null
}
