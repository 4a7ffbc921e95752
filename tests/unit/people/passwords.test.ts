import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FabError } from '@contract/errors'
import { configurePasswords, hashPassword, verifyPassword } from '../../../main/people/passwords'

describe('hashing passwords', () => {
  beforeAll(() => configurePasswords({ N: 1024 }))
  afterAll(() => configurePasswords())

  it('knows its own password and no other', async () => {
    const hash = await hashPassword('a wafer sings at dawn')
    expect(hash).toMatch(/^scrypt\$1024\$8\$1\$[\w-]{22}\$[\w-]{43}$/)
    expect(await verifyPassword('a wafer sings at dawn', hash)).toEqual({ ok: true, outdated: false })
    expect(await verifyPassword('a wafer sings at dusk', hash)).toEqual({ ok: false, outdated: false })
    expect(await verifyPassword('', hash)).toEqual({ ok: false, outdated: false })
  })

  it('salts: the same password gives another hash', async () => {
    expect(await hashPassword('same words twice')).not.toBe(await hashPassword('same words twice'))
  })

  it('takes full-width and composed characters for what they are', async () => {
    const hash = await hashPassword('Ｃａｆé 良率')
    expect((await verifyPassword('Cafe\u0301 良率', hash)).ok).toBe(true)
  })

  it('asks for a new hash once the cost has grown, and only then', async () => {
    const cheap = await hashPassword('three plain grey lots')
    configurePasswords({ N: 2048 })
    expect(await verifyPassword('three plain grey lots', cheap)).toEqual({ ok: true, outdated: true })
    expect(await verifyPassword('wrong', cheap)).toEqual({ ok: false, outdated: false })
    configurePasswords({ N: 512 })
    expect(await verifyPassword('three plain grey lots', cheap)).toEqual({ ok: true, outdated: false })
    configurePasswords({ N: 1024 })
  })

  it.each([
    '',
    'scrypt',
    'scrypt$1024$8$1$short$short',
    'scrypt$1000$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'scrypt$16777216$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'scrypt$1024$99$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    'bcrypt$1024$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
  ])('lets nobody in by a damaged hash: %s', async hash => {
    expect((await verifyPassword('', hash)).ok).toBe(false)
    expect((await verifyPassword('anything', hash)).ok).toBe(false)
  })

  it('never lets in where there is no user', async () => {
    expect((await verifyPassword('', null)).ok).toBe(false)
  })

  it('works for a stranger as long as for a user', async () => {
    configurePasswords({ N: 2 ** 14 })
    const hash = await hashPassword('a wafer sings at dawn')
    const time = async (kept: string | null): Promise<number> => {
      const tries: number[] = []
      for (let i = 0; i < 5; i++) {
        const start = process.cpuUsage()
        await verifyPassword('guess', kept)
        const used = process.cpuUsage(start)
        tries.push(used.user + used.system)
      }
      return Math.min(...tries)
    }
    const [known, unknown] = [await time(hash), await time(null)]
    configurePasswords({ N: 1024 })
    expect(unknown).toBeGreaterThan(known * 0.5)
    expect(unknown).toBeLessThan(known * 2)
  })

  it('turns away what would wait too long instead of piling up memory', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword('x', null)))
    const refused = asked.filter(a => a.status === 'rejected')
    expect(refused).toHaveLength(60 - 2 - 32)
    for (const { reason } of refused) {
      expect(reason).toBeInstanceOf(FabError)
      expect((reason as FabError).fault.key).toBe('people.busy')
    }
    // Whoever waited has had the turn, and the next one finds the way free.
    expect(await verifyPassword('x', null)).toEqual({ ok: false, outdated: false })
  })
})

describe('the shipped cost', () => {
  it('is 128 MiB and is accepted by this runtime', async () => {
    configurePasswords()
    const hash = await hashPassword('one hundred and twenty-eight')
    expect(hash.startsWith('scrypt$131072$8$1$')).toBe(true)
    expect((await verifyPassword('one hundred and twenty-eight', hash)).ok).toBe(true)
  })
})
