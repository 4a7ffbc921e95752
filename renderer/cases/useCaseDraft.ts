import { type CaseRecord, caseRecord, type CaseState } from '@contract/cases'
import { FabError, type Fault } from '@contract/errors'
import type { Output } from '@contract/index'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call, keyOf } from '../app/client/index'
import { conflicts } from '../ui/draft'
import { type DraftHandle, useDraft } from '../ui/useDraft'

/** Fields of a case that people edit. */
export const ownFields = [
  'title',
  'severity',
  'customerId',
  'productId',
  'ownerId',
  'teamIds',
  'lotText',
  'due',
  'description',
  'containment',
  'rootCause'
] as const

/** One of {@link ownFields}. */
export type CaseField = (typeof ownFields)[number]

/** The fields of a case that people edit, with their values. */
export type CaseFacts = Pick<CaseRecord, CaseField>

/** A case being edited by this person while others may edit it too. */
export interface CaseEditor {
  readonly draft: DraftHandle<CaseFacts>
  /** Save what is typed, then set the state. Rejects with a FabError. */
  setState(state: CaseState, reason: string): Promise<void>
}

/** The fields that people edit of a whole record. */
function factsOf(record: CaseRecord): CaseFacts {
  return {
    title: record.title,
    severity: record.severity,
    customerId: record.customerId,
    productId: record.productId,
    ownerId: record.ownerId,
    teamIds: record.teamIds,
    lotText: record.lotText,
    due: record.due,
    description: record.description,
    containment: record.containment,
    rootCause: record.rootCause
  }
}

/** The record as it is now, carried by a conflict; null for any other fault. */
function currentOf(fault: Fault | null): CaseRecord | null {
  if (fault?.key !== 'record.conflict') return null
  const parsed = caseRecord.safeParse(fault.details['current'])
  return parsed.success ? parsed.data : null
}

/**
 * Autosave of a case, merged field by field: what others changed elsewhere stands beside what is typed
 * here; where both changed one field, the draft is in conflict until the person has chosen.
 * @param latest the record as `cases.get` gave it
 * @param key what the address calls the case: id or number
 */
export function useCaseDraft(latest: CaseRecord, key: string): CaseEditor {
  const client = useQueryClient()
  const version = useRef(latest.version)
  useEffect(() => {
    version.current = Math.max(version.current, latest.version)
  }, [latest.version])

  const keep = (stored: CaseRecord): void => {
    version.current = Math.max(version.current, stored.version)
    client.setQueryData<Output<'cases.get'>>(keyOf('cases.get', { id: key }), old =>
      old === undefined || old.case.version > stored.version ? old : { ...old, case: stored }
    )
  }
  const save = async (
    patch: Partial<CaseFacts>,
    from: number
  ): Promise<{ readonly value: CaseFacts; readonly version: number }> => {
    const put = (on: number): Promise<CaseRecord> =>
      call('cases.update', { id: latest.id, version: on, patch })
    let stored: CaseRecord
    try {
      stored = await put(from)
    } catch (error) {
      const now = error instanceof FabError ? currentOf(error.fault) : null
      if (now === null) throw error
      const base = factsOf(latest)
      if (conflicts(base, { ...base, ...patch }, factsOf(now)).length > 0) {
        keep(now)
        throw error
      }
      // Others changed other fields only: both changes stand.
      stored = await put(now.version)
    }
    keep(stored)
    return { value: factsOf(stored), version: stored.version }
  }
  const draft = useDraft<CaseFacts>({
    key: `case.${latest.id}`,
    base: factsOf(latest),
    version: latest.version,
    save,
    delay: 600
  })
  return {
    draft,
    async setState(state, reason) {
      await draft.flush()
      keep(await call('cases.setState', { id: latest.id, version: version.current, state, reason }))
    }
  }
}
