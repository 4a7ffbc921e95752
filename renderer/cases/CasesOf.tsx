import type { Input } from '@contract/index'
import { useQueryOf } from '../app/client/index'
import { Related } from '../ui/register/Related'
import { CaseStateBadge } from './states'

interface Props {
  readonly filter: NonNullable<Input<'cases.list'>['filter']>
  readonly title: string
  /** Said where there are none. */
  readonly none: string
}

/** The first cases of a record, with the state they are in. */
export function CasesOf({ filter, title, none }: Props) {
  const cases = useQueryOf('cases.list', { filter, limit: 8 })
  return (
    <Related
      title={title}
      of={cases}
      none={none}
      lines={(cases.data?.rows ?? []).map(row => ({
        id: row.id,
        to: `/cases/${row.id}`,
        number: row.number,
        title: row.title,
        side: <CaseStateBadge state={row.state} />
      }))}
    />
  )
}
