import type { Output } from '@contract/index'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { FindList } from '../ui/FindList'
import { useSearch } from '../ui/useSearch'
import css from './ComplaintSearch.module.css'

type Complaint = Output<'complaints.list'>['rows'][number]

interface Props {
  readonly busy: boolean
  readonly onPick: (complaint: Complaint) => void
}

/** Complaints that no case answers yet, newest first. */
export function ComplaintSearch({ busy, onPick }: Props) {
  const { t } = useTranslation('cases')
  const f = useFormat()
  const { text, onText, searched, typed } = useSearch()
  const answer = useQueryOf(
    'complaints.list',
    { text: searched, where: { caseId: null }, limit: 50 },
    { keep: true }
  )
  return (
    <FindList
      label={t('complaints.find')}
      text={text}
      onText={onText}
      settled={typed(answer).settled}
      of={answer}
      onPick={complaint => {
        if (!busy) onPick(complaint)
      }}
      side={complaint => <span className={css.at}>{f.date(complaint.receivedAt)}</span>}
      none={{ title: t('complaints.noFree'), hint: t('complaints.noFreeHint') }}
    />
  )
}
