import { Column, PrimaryColumn } from 'typeorm'

/** Columns every registered record has; see `recordMeta` of the contract. */
export abstract class RecordEntity {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'integer' }) version: number
  @Column({ type: 'text' }) createdAt: string
  @Column({ type: 'text' }) createdBy: string
  @Column({ type: 'text' }) updatedAt: string
  @Column({ type: 'text' }) updatedBy: string
}

/** The same columns for a hand-written `CREATE TABLE`. */
export const recordColumns = `id TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL,
  createdAt TEXT NOT NULL,
  createdBy TEXT NOT NULL,
  updatedAt TEXT NOT NULL,
  updatedBy TEXT NOT NULL`
