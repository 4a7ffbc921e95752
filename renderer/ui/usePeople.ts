import type { Output } from '@contract/index'
import { useCallback } from 'react'
import { useQueryOf } from '../app/client/index'

/** A person as pick lists and mentions know them. */
export type Person = Output<'people.directory'>['people'][number]

const nobody: readonly Person[] = []

/** Everyone in the directory, and names by id (empty for null and for strangers). */
export function usePeople(): {
  readonly people: readonly Person[]
  readonly nameOf: (id: string | null) => string
  readonly pending: boolean
} {
  const answer = useQueryOf('people.directory', {})
  const people = answer.data?.people ?? nobody
  const nameOf = useCallback(
    (id: string | null) => people.find(person => person.id === id)?.name ?? '',
    [people]
  )
  return { people, nameOf, pending: answer.isPending }
}
