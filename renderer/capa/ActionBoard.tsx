import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { actionKinds, actionStates } from '@contract/capa'
import { IconFilter, IconFilterOff, IconLayoutKanban, IconList, IconShieldCheck } from '@tabler/icons-react'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMe } from '../app/me'
import { useGo, useUrlValue } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { FilterMenu } from '../cases/FilterMenu'
import { Empty, Faces } from '../ui/faces'
import { Page } from '../ui/Page'
import { usePeople } from '../ui/usePeople'
import { useToday } from '../ui/useToday'
import css from './ActionBoard.module.css'
import { ActionColumns } from './ActionColumns'
import { ActionGrid } from './ActionGrid'
import { type BoardFilter, filterActions } from './boardFilter'
import { isActionEnded } from './phases'

/** Read at once; a site with more sees the most urgent ones and is told so. */
const most = 1000

/** `/actions`: what is being done about all cases, as a board of four colours or as a list. */
export default function ActionBoard() {
  const { t } = useTranslation('capa')
  const f = useFormat()
  const go = useGo()
  const me = useMe()
  const today = useToday()
  const { people } = usePeople()
  const box = useRef<HTMLInputElement>(null)
  const [mode, setMode] = useUrlValue('as', 'board')
  const [text, setText] = useUrlValue('q', '')
  const [kinds, setKinds] = useUrlValue('kind', '')
  const [states, setStates] = useUrlValue('state', '')
  const [owners, setOwners] = useUrlValue('owner', '')
  const [late, setLate] = useUrlValue('late', '')
  const answer = useQueryOf('actions.list', { limit: most })
  const filter = useMemo<BoardFilter>(
    () => ({
      text,
      kinds: actionKinds.filter(kind => kinds.split(',').includes(kind)),
      states: actionStates.filter(state => states.split(',').includes(state)),
      ownerIds: owners.split(',').filter(id => id !== ''),
      overdue: late === '1'
    }),
    [text, kinds, states, owners, late]
  )
  const narrowed = text + kinds + states + owners + late !== ''
  useShortcut('/', t('keys.filter'), () => box.current?.focus(), { group: 'app:keys.list' })
  const rows = answer.data?.rows ?? []
  const overdue = rows.filter(
    action => action.due !== null && action.due < today && !isActionEnded(action.state)
  ).length
  const clear = (): void => {
    go(mode === 'board' ? '/actions' : `/actions?as=${mode}`)
  }
  const open = (action: { id: string; caseId: string }): void => {
    go(`/cases/${action.caseId}/actions?open=${action.id}`)
  }
  return (
    <Page
      full
      title={t('title')}
      note={
        answer.data === undefined
          ? undefined
          : `${t('summary', { count: answer.data.total, shown: f.number(answer.data.total), late: f.number(overdue) })}${
              answer.data.total > most ? ` ${t('onlyFirst', { shown: f.number(most) })}` : ''
            }`
      }
      actions={
        <SegmentedControl
          aria-label={t('shownAs')}
          value={mode === 'list' ? 'list' : 'board'}
          onChange={setMode}
          data={[
            { value: 'board', label: <Choice icon={IconLayoutKanban} label={t('board')} /> },
            { value: 'list', label: <Choice icon={IconList} label={t('list')} /> }
          ]}
        />
      }
      bar={
        <div className={css.bar}>
          <TextInput
            ref={box}
            w={220}
            aria-label={t('filter')}
            placeholder={t('filter')}
            leftSection={<IconFilter size={14} />}
            value={text}
            onChange={event => {
              setText(event.currentTarget.value)
            }}
            onKeyDown={event => {
              if (event.key !== 'Escape' || text === '') return
              event.stopPropagation()
              setText('')
            }}
          />
          <FilterMenu
            label={t('kind')}
            options={actionKinds.map(value => ({ value, label: t(`kinds.${value}`) }))}
            values={filter.kinds}
            onChange={values => {
              setKinds(values.join(','))
            }}
          />
          <FilterMenu
            label={t('state')}
            options={actionStates.map(value => ({ value, label: t(`states.${value}`) }))}
            values={filter.states}
            onChange={values => {
              setStates(values.join(','))
            }}
          />
          <FilterMenu
            label={t('owner')}
            options={people
              .toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
              .map(person => ({ value: person.id, label: person.name }))}
            values={filter.ownerIds}
            onChange={values => {
              setOwners(values.join(','))
            }}
          />
          <Button
            variant={filter.overdue ? 'light' : 'default'}
            fw={500}
            aria-pressed={filter.overdue}
            onClick={() => {
              setLate(filter.overdue ? '' : '1')
            }}
          >
            {t('overdue')}
          </Button>
          {narrowed && (
            <Button variant="subtle" leftSection={<IconFilterOff size={14} />} onClick={clear}>
              {t('clear')}
            </Button>
          )}
        </div>
      }
    >
      <Faces
        of={answer}
        isEmpty={data => data.rows.length === 0}
        empty={<Empty icon={IconShieldCheck} title={t('noneYet')} hint={t('noneYetHint')} />}
      >
        {data => {
          const shown = filterActions(data.rows, filter, today)
          if (mode === 'list') return <ActionGrid actions={shown} onOpen={open} />
          return shown.length === 0 ? (
            <Empty title={t('noneMatch')} />
          ) : (
            <ActionColumns actions={shown} onOpen={open} />
          )
        }}
      </Faces>
    </Page>
  )
}

function Choice({ icon: Sign, label }: { readonly icon: typeof IconList; readonly label: string }) {
  return (
    <span className={css.choice}>
      <Sign size={14} />
      {label}
    </span>
  )
}
