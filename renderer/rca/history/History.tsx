import type { Output } from '@contract/index'
import { ActionIcon, Button, TextInput, Tooltip, UnstyledButton } from '@mantine/core'
import { IconBookmark, IconChevronDown, IconChevronRight, IconTrash, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useCommand, useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { Faces } from '../../ui/faces'
import { toastFault } from '../../ui/toasts'
import { useIntents } from '../intents'
import type { Versions } from '../useVersions'
import { type Sitting, sittings } from './folded'
import css from './history.module.css'

interface Props {
  readonly open: OpenDiagram
  readonly versions: Versions
}

/** Steps read at once; older ones on demand. */
const page = 200

type Told = Output<'rca.history'>

/** What was done to a diagram, by whom and when: any version can be looked at, named and gone back to. */
export function History({ open, versions }: Props) {
  const { t } = useTranslation('studio')
  const [most, setMost] = useState(page)
  const answer = useQueryOf('rca.history', { id: open.id, limit: most }, { topics: ['diagram'], keep: true })
  return (
    <aside className={css.history} aria-label={t('history.title')}>
      <header className={css.head}>
        <h2>{t('history.title')}</h2>
        <Tooltip label={t('history.close')}>
          <ActionIcon
            aria-label={t('history.close')}
            onClick={() => {
              versions.list(false)
            }}
          >
            <IconX size={15} />
          </ActionIcon>
        </Tooltip>
      </header>
      {!open.readOnly && <NameNow id={open.id} />}
      <Faces of={answer}>
        {told => (
          <>
            <Sittings told={told} open={open} versions={versions} />
            {told.total > most && (
              <Button
                variant="subtle"
                onClick={() => {
                  setMost(Math.min(1000, most + page))
                }}
              >
                {t('history.more')}
              </Button>
            )}
          </>
        )}
      </Faces>
    </aside>
  )
}

function NameNow({ id }: { readonly id: string }) {
  const { t } = useTranslation('studio')
  const [name, setName] = useState('')
  const snapshot = useCommand('rca.snapshot')
  return (
    <form
      className={css.name}
      onSubmit={event => {
        event.preventDefault()
        if (name.trim() === '') return
        snapshot.mutate(
          { id, name: name.trim() },
          {
            onSuccess: () => {
              setName('')
            },
            onError: toastFault
          }
        )
      }}
    >
      <TextInput
        aria-label={t('history.name')}
        placeholder={t('history.name')}
        leftSection={<IconBookmark size={13} />}
        value={name}
        maxLength={200}
        onChange={event => {
          setName(event.currentTarget.value)
        }}
      />
      <Button type="submit" variant="default" disabled={name.trim() === ''} loading={snapshot.isPending}>
        {t('history.keep')}
      </Button>
    </form>
  )
}

function Sittings({ told, open, versions }: Props & { readonly told: Told }) {
  const { t } = useTranslation('studio')
  const named = useMemo(() => new Set(told.snapshots.map(one => one.revision)), [told.snapshots])
  const all = useMemo(() => sittings(told.rows, named), [told.rows, named])
  const begun = told.rows.length === told.total
  return (
    <ol className={css.list}>
      {all.map(sitting => (
        <SittingOf
          key={sitting.first.revision}
          sitting={sitting}
          told={told}
          open={open}
          versions={versions}
        />
      ))}
      {begun && (
        <li>
          <Names told={told} revision={1} open={open} />
          <Version revision={1} versions={versions}>
            <span className={css.words}>{t('history.made')}</span>
            <span className={css.quiet}>{open.diagram.createdBy}</span>
            <Moment at={open.diagram.createdAt} />
          </Version>
        </li>
      )}
    </ol>
  )
}

interface SittingProps extends Props {
  readonly sitting: Sitting
  readonly told: Told
}

function SittingOf({ sitting, told, open, versions }: SittingProps) {
  const { t } = useTranslation('studio')
  const say = useIntents()
  const [unfolded, setUnfolded] = useState(false)
  const { steps, last } = sitting
  const Fold = unfolded ? IconChevronDown : IconChevronRight
  const words = (step: Sitting['last']): string =>
    step.mode === 'do' ? say(step.intent) : t(`history.${step.mode}`, { what: say(step.intent) })
  return (
    <li>
      <Names told={told} revision={last.revision} open={open} />
      <div className={css.row}>
        {steps.length > 1 && (
          <ActionIcon
            size={20}
            aria-expanded={unfolded}
            aria-label={t('history.unfold', { n: steps.length })}
            onClick={() => {
              setUnfolded(!unfolded)
            }}
          >
            <Fold size={13} />
          </ActionIcon>
        )}
        <Version revision={last.revision} versions={versions}>
          <span className={css.words}>
            {words(last)}
            {steps.length > 1 && (
              <span className={css.quiet}> {t('history.andMore', { n: steps.length - 1 })}</span>
            )}
          </span>
          <span className={css.quiet}>{sitting.by}</span>
          <Moment at={last.at} />
        </Version>
      </div>
      {unfolded && (
        <ol className={css.steps}>
          {steps.map(step => (
            <li key={step.revision}>
              <Version revision={step.revision} versions={versions}>
                <span className={css.words}>{words(step)}</span>
                <Moment at={step.at} />
              </Version>
            </li>
          ))}
        </ol>
      )}
    </li>
  )
}

interface VersionProps {
  readonly revision: number
  readonly versions: Versions
  readonly children: React.ReactNode
}

function Version({ revision, versions, children }: VersionProps) {
  return (
    <UnstyledButton
      className={css.version}
      aria-current={versions.looking === revision}
      onClick={() => {
        versions.look(versions.looking === revision ? null : revision)
      }}
    >
      {children}
    </UnstyledButton>
  )
}

function Moment({ at }: { readonly at: string }) {
  const f = useFormat()
  return (
    <time className={css.quiet} dateTime={at} title={`${f.dateTime(at, true)} · ${f.zone(at)}`}>
      {f.dateTime(at)}
    </time>
  )
}

function Names({
  told,
  revision,
  open
}: {
  readonly told: Told
  readonly revision: number
  readonly open: OpenDiagram
}) {
  const { t } = useTranslation('studio')
  return told.snapshots
    .filter(one => one.revision === revision)
    .map(one => (
      <div key={one.id} className={css.named}>
        <IconBookmark size={13} />
        <b>{one.name}</b>
        <span className={css.quiet}>{one.by}</span>
        {!open.readOnly && (
          <Tooltip label={t('history.unname')}>
            <ActionIcon
              size={20}
              aria-label={t('history.unnameOf', { name: one.name })}
              onClick={() => {
                call('rca.unsnapshot', { id: open.id, snapshotId: one.id }).catch(toastFault)
              }}
            >
              <IconTrash size={12} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    ))
}
