import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useGo } from '../app/navigation'
import { FindList } from '../ui/FindList'
import { useSearch } from '../ui/useSearch'
import { CaseStateBadge } from './states'

/** Go to a case by its number, or by the part of it one remembers. */
export function GoToCase({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('cases')
  const go = useGo()
  const { text, onText, searched, typed } = useSearch()
  const answer = useQueryOf(
    'cases.list',
    { filter: { text: searched.trim() }, sort: 'number', descending: true, limit: 12 },
    { keep: true }
  )
  return (
    <Modal opened onClose={onClose} title={t('goTo')} size={560}>
      <FindList
        label={t('goToHint')}
        text={text}
        onText={onText}
        settled={typed(answer).settled}
        of={answer}
        onPick={row => {
          onClose()
          go(`/cases/${row.id}`)
        }}
        side={row => <CaseStateBadge state={row.state} />}
        none={{ title: t('noneMatch') }}
      />
    </Modal>
  )
}
