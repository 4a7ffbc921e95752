import { Column, Entity, PrimaryColumn } from 'typeorm'

/** One file's import: the act, with its report. */
@Entity('import')
export class Import {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'text' }) batchId: string
  @Column({ type: 'text' }) jobId: string
  @Column({ type: 'text', nullable: true }) caseId: string | null
  @Column({ type: 'text' }) name: string
  @Column({ type: 'integer' }) bytes: number
  @Column({ type: 'text' }) sha256: string
  @Column({ type: 'text' }) format: string
  @Column({ type: 'text' }) state: string
  @Column({ type: 'text', nullable: true }) alreadyId: string | null
  @Column({ type: 'text', nullable: true }) setId: string | null
  @Column({ type: 'text' }) startedAt: string
  @Column({ type: 'text', nullable: true }) finishedAt: string | null
  @Column({ type: 'text' }) by: string
  /** JSON of what was taken. */
  @Column({ type: 'text' }) taken: string
  /** JSON list of warnings. */
  @Column({ type: 'text' }) warnings: string
  @Column({ type: 'text', nullable: true }) faultKey: string | null
  @Column({ type: 'text', nullable: true }) faultDetails: string | null
  /** Path inside the archive the bytes are; empty for a file of its own. */
  @Column({ type: 'text' }) member: string
  /** Import of the archive it came in. */
  @Column({ type: 'text', nullable: true }) parentId: string | null
}

/** A set of measurements or of defects as lists and search see it; its numbers lie in measurements.sqlite. */
@Entity('data_set')
export class DataSet {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'text' }) sha256: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) format: string
  @Column({ type: 'text' }) lot: string
  @Column({ type: 'text' }) product: string
  @Column({ type: 'text' }) program: string
  @Column({ type: 'text' }) tester: string
  @Column({ type: 'text', nullable: true }) startedAt: string | null
  @Column({ type: 'integer' }) parts: number
  @Column({ type: 'integer' }) good: number
  @Column({ type: 'integer' }) tests: number
  @Column({ type: 'integer' }) wafers: number
  /** `measurements` or `defects`. */
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'integer' }) defects: number
  @Column({ type: 'text' }) importedAt: string
  /** Path inside the archive `sha256` is the hash of; empty where that is the file itself. */
  @Column({ type: 'text' }) member: string
}
