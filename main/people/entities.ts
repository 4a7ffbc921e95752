import { Column, Entity, PrimaryColumn } from 'typeorm'
import { RecordEntity } from '../store/record-entity'

/** A department of the site. */
@Entity('department')
export class Department extends RecordEntity {
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) code: string
}

/** A named set of permissions; `key` is empty for the site's own roles. */
@Entity('role')
export class Role extends RecordEntity {
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) key: string
  /** JSON array of permissions. */
  @Column({ type: 'text' }) permissions: string
}

/** A person who may sign in. */
@Entity('user')
export class User extends RecordEntity {
  @Column({ type: 'text' }) login: string
  /** The sign-in name as it is compared: NFKC, lower case. */
  @Column({ type: 'text' }) loginKey: string
  @Column({ type: 'text' }) name: string
  @Column({ type: 'text' }) email: string
  @Column({ type: 'text' }) roleId: string
  @Column({ type: 'text', nullable: true }) departmentId: string | null
  @Column({ type: 'text' }) state: string
  @Column({ type: 'text' }) passwordHash: string
  @Column({ type: 'text' }) passwordChangedAt: string
  @Column({ type: 'integer' }) mustChangePassword: number
  @Column({ type: 'text', nullable: true }) lastSignInAt: string | null
}

/** A sign-in that has not ended; the token itself is known to its holder only. */
@Entity('session')
export class Session {
  @PrimaryColumn({ type: 'text' }) tokenHash: string
  @Column({ type: 'text' }) userId: string
  @Column({ type: 'text' }) station: string
  @Column({ type: 'text' }) createdAt: string
  @Column({ type: 'text' }) expiresAt: string
  @Column({ type: 'integer' }) locked: number
}

/** Wrong passwords counted for one account or one station. */
@Entity('throttle')
export class Throttle {
  @PrimaryColumn({ type: 'text' }) key: string
  @Column({ type: 'integer' }) fails: number
  /** Time of the last one. */
  @Column({ type: 'text' }) at: string
  @Column({ type: 'text', nullable: true }) until: string | null
}

/** One setting of the site, as JSON. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'text' }) key: string
  @Column({ type: 'text' }) value: string
}
