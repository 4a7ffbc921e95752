import { Column, Entity } from 'typeorm'
import { RecordEntity } from '../store/record-entity'

@Entity('product')
export class Product extends RecordEntity {
  @Column({ type: 'text' }) partNumber: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) family: string
  @Column({ type: 'text' }) package: string
  @Column({ type: 'text' }) notes: string
}

@Entity('supplier')
export class Supplier extends RecordEntity {
  @Column({ type: 'text' }) code: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) supplies: string
  @Column({ type: 'text' }) country: string
  @Column({ type: 'text' }) contact: string
  @Column({ type: 'text' }) email: string
  @Column({ type: 'text' }) phone: string
  @Column({ type: 'text' }) notes: string
}

@Entity('lot')
export class Lot extends RecordEntity {
  @Column({ type: 'text' }) lotNumber: string
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text', nullable: true }) productId: string | null
  @Column({ type: 'text', nullable: true }) supplierId: string | null
  @Column({ type: 'integer', nullable: true }) quantity: number | null
  @Column({ type: 'text' }) dateCode: string
  @Column({ type: 'text' }) notes: string
}

@Entity('wafer')
export class Wafer extends RecordEntity {
  @Column({ type: 'text' }) waferNumber: string
  @Column({ type: 'text' }) lotId: string
  @Column({ type: 'integer', nullable: true }) slot: number | null
  @Column({ type: 'text' }) notes: string
}

@Entity('tool')
export class Tool extends RecordEntity {
  @Column({ type: 'text' }) code: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text' }) area: string
  @Column({ type: 'text' }) notes: string
}
