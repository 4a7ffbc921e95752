import type { Output } from '@contract/index'
import { Button, Modal } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SetChooser } from '../analysis/SetChooser'
import { useQueryOf } from '../app/client/index'
import { go, useUrlValue } from '../app/navigation'
import { Empty, Faces } from '../ui/faces'
import css from './defects.module.css'
import { live, useDefectDesk } from './desk'
import { OverlayFigures } from './OverlayFigures'
import { OverlayPairs } from './OverlayPairs'
import { pairsOf, readPlacing } from './placing'

type Testers = Output<'defects.testers'>

/** Defects laid over the bins of the same wafers: do dies with defects fail? */
export default function OverlayTab() {
  const { id } = useDefectDesk()
  const [setsText, setSets] = useUrlValue('with', '')
  const sets = useMemo(() => (setsText === '' ? null : setsText.split(',')), [setsText])
  const testers = useQueryOf('defects.testers', { id, sets }, live)
  return (
    <Faces of={testers} rows={12}>
      {data => (
        <Matched
          testers={data}
          sets={sets}
          onSets={next => {
            setSets(next.join(','))
          }}
        />
      )}
    </Faces>
  )
}

interface Props {
  readonly testers: Testers
  /** Files a person named; null for all of the lot. */
  readonly sets: readonly string[] | null
  readonly onSets: (sets: readonly string[]) => void
}

function Matched({ testers, sets, onSets }: Props) {
  const { t } = useTranslation('defects')
  const { set, filter } = useDefectDesk()
  const [choices] = useUrlValue('pairs', '')
  const [choosing, setChoosing] = useState(false)
  const pairs = useMemo(
    () => pairsOf(testers.wafers, choices, filter.wafers),
    [testers, choices, filter.wafers]
  )
  const choose = (
    <Button
      variant="default"
      onClick={() => {
        setChoosing(true)
      }}
    >
      {t('overlay.choose')}
    </Button>
  )
  const some = testers.wafers.some(wafer => wafer.matches.length > 0)
  return (
    <>
      {pairs.length > 0 ? (
        <Laid testers={testers} pairs={pairs} choose={choose} />
      ) : some ? (
        <div className={css.side}>
          <Empty title={t('overlay.noPairs')} hint={t('overlay.noPairsHint')} compact />
          <OverlayPairs testers={testers} report={[]} />
        </div>
      ) : (
        <Empty
          title={t(testers.sets === 0 ? 'overlay.noSets' : 'overlay.noMatch', {
            lot: set.summary.lot,
            count: testers.sets
          })}
          hint={t(testers.sets === 0 ? 'overlay.noSetsHint' : 'overlay.noMatchHint')}
          action={
            <div className={css.actions}>
              {choose}
              <Button
                onClick={() => {
                  go('/import')
                }}
              >
                {t('overlay.import')}
              </Button>
            </div>
          }
        />
      )}
      <Modal
        opened={choosing}
        onClose={() => {
          setChoosing(false)
        }}
        size="xl"
        title={t('overlay.choose')}
        closeButtonProps={{ 'aria-label': t('overlay.close') }}
      >
        <div className={css.chooser}>
          <SetChooser
            taken={sets ?? []}
            caseId={null}
            action={count => t('overlay.take', { count })}
            onTake={taken => {
              onSets([...(sets ?? []), ...taken])
              setChoosing(false)
            }}
          />
        </div>
      </Modal>
    </>
  )
}

function Laid({
  testers,
  pairs,
  choose
}: {
  readonly testers: Testers
  readonly pairs: ReturnType<typeof pairsOf>
  readonly choose: ReactNode
}) {
  const { id, filter } = useDefectDesk()
  const [placing] = useUrlValue('place', '')
  const [kindText] = useUrlValue('kind', 'hard')
  const [binsText] = useUrlValue('fail', '')
  const [mixed] = useUrlValue('mixed', '')
  const bins = useMemo(() => (binsText === '' ? [] : binsText.split(',').map(Number)), [binsText])
  const kind = kindText === 'soft' ? 'soft' : 'hard'
  const answer = useQueryOf(
    'defects.overlay',
    { id, filter, pairs: [...pairs], placing: readPlacing(placing), bins, kind, alone: mixed === '' },
    live
  )
  return (
    <Faces of={answer} rows={12}>
      {data => <OverlayFigures data={data} testers={testers} choose={choose} />}
    </Faces>
  )
}
