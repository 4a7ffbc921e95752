import { type EvidenceData, verdicts } from '@contract/diagram/shared'
import type { DiagramNode } from '@contract/diagram/node'
import { textOf } from '@contract/diagram/kinds'
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconExternalLink,
  IconFile,
  IconLinkOff,
  IconMessage,
  IconPlus,
  IconStack2
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { useFormat } from '../../app/i18n/useFormat'
import { go, LinkTo } from '../../app/navigation'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { short } from '../../diagram/tree/model'
import { type Exhibit, exhibitsOf, hung, lacksProof, standing, standingOf } from '../node/facts'
import { EvidencePicker } from './EvidencePicker'
import { type Hollows, useHollow } from './useHollow'
import { useTitleOf } from './titles'
import css from './evidence.module.css'
import { Thumb } from './PickRecords'

interface Props {
  readonly open: OpenDiagram
  readonly node: DiagramNode
}

/** What supports or contradicts a node, each piece with what it says and the way to it. */
export function EvidenceOf({ open, node }: Props) {
  const { t } = useTranslation('rca')
  const [picking, setPicking] = useState(false)
  const exhibits = exhibitsOf(open, node.id)
  const hollow = useHollow(open)
  const close = (): void => {
    setPicking(false)
  }
  return (
    <section aria-label={t('evidence.title')}>
      <header className={css.head}>
        <h3>
          {t('evidence.title')} {exhibits.length > 0 && <span className={css.quiet}>{exhibits.length}</span>}
        </h3>
        {!open.readOnly && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<IconPlus size={13} />}
            onClick={() => {
              setPicking(true)
            }}
          >
            {t('evidence.add')}
          </Button>
        )}
      </header>
      {exhibits.length === 0 && <p className={css.quiet}>{t('evidence.none')}</p>}
      <ul className={css.exhibits}>
        {exhibits.map(one => (
          <One key={one.node.id} open={open} about={node} exhibit={one} all={exhibits} hollow={hollow} />
        ))}
      </ul>
      {picking && (
        <EvidencePicker
          caseId={open.diagram.caseId}
          title={t('evidence.of', { text: short(textOf(node)) })}
          onClose={close}
          onOffer={offered => {
            open.session.change(
              { key: 'evidence', params: { text: short(textOf(node)) } },
              hung(open.diagram.kind, node.id, exhibits, offered)
            )
            close()
          }}
        />
      )}
    </section>
  )
}

interface OneProps {
  readonly open: OpenDiagram
  readonly about: DiagramNode
  readonly exhibit: Exhibit
  readonly all: readonly Exhibit[]
  readonly hollow: Hollows
}

function One({ open, about, exhibit: { node, data }, all, hollow }: OneProps) {
  const { t } = useTranslation('rca')
  const f = useFormat()
  const titleOf = useTitleOf()
  const lost = hollow.get(node.id)
  const live = lost?.why === 'removed' ? null : wayTo(open, data.of)
  // The core would refuse it; what has to be done first is said here.
  const holds =
    data.says === 'supports' &&
    lost?.why == null &&
    lacksProof(
      standingOf(about),
      standing(all, hollow).filter(one => one.node.id !== node.id)
    )
  return (
    <li className={css.exhibit} data-says={data.says} data-hollow={lost?.why ?? undefined}>
      <Picture of={data.of} />
      <div className={css.words}>
        <b>{titleOf(data.of)}</b>
        {lost?.why === 'removed' && <span className={css.warn}>{t('evidence.removed')}</span>}
        {data.of.kind === 'lots' && <Lots lots={data.of.lots} unknown={lost?.unknown ?? []} />}
        {data.of.kind === 'piece' && <Figures id={data.of.id} />}
        {data.note !== '' && <span className={css.note}>{data.note}</span>}
        <span className={css.quiet}>
          {data.by}
          {data.at !== '' && ` · ${f.dateTime(data.at)}`}
        </span>
        <Menu width={holds ? 230 : 170} disabled={open.readOnly}>
          <Menu.Target>
            <button type="button" className={css.says} data-says={data.says} disabled={open.readOnly}>
              {t(`says.${data.says}`)}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {holds && <Menu.Label>{t('evidence.holds')}</Menu.Label>}
            {verdicts.map(says => (
              <Menu.Item
                key={says}
                disabled={says === data.says || holds}
                onClick={() => {
                  open.session.set(node.id, 'says', says, {
                    key: 'evidence',
                    params: { text: short(textOf(about)) }
                  })
                }}
              >
                {t(`says.${says}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <div className={css.acts}>
        {live !== null && (
          <Tooltip label={t('evidence.open')}>
            <ActionIcon
              size={24}
              aria-label={t('evidence.openOf', { title: titleOf(data.of) })}
              onClick={() => {
                go(live)
              }}
            >
              <IconExternalLink size={14} />
            </ActionIcon>
          </Tooltip>
        )}
        {!open.readOnly && (
          <Tooltip label={holds ? t('evidence.holds') : t('evidence.unlink')} multiline maw={260}>
            <ActionIcon
              size={24}
              aria-label={t('evidence.unlinkOf', { title: titleOf(data.of) })}
              {...(holds ? { 'data-disabled': true } : {})}
              onClick={() => {
                if (holds) return
                open.session.change({ key: 'unevidence', params: { text: short(textOf(about)) } }, [
                  { op: 'remove', node }
                ])
              }}
            >
              <IconLinkOff size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </li>
  )
}

function Picture({ of }: { readonly of: EvidenceData['of'] }) {
  if (of.kind === 'piece') return <PieceThumb id={of.id} />
  const Sign = of.kind === 'file' ? IconFile : of.kind === 'lots' ? IconStack2 : IconMessage
  return (
    <span className={css.thumb}>
      <Sign size={20} stroke={1.3} />
    </span>
  )
}

function PieceThumb({ id }: { readonly id: string }) {
  const piece = useQueryOf('evidence.get', { id })
  return piece.data === undefined ? <span className={css.thumb} /> : <Thumb row={piece.data} />
}

/** Limits and figures of a test's result, as of when it was linked. */
function Figures({ id }: { readonly id: string }) {
  const piece = useQueryOf('evidence.get', { id })
  return piece.data?.kind === 'test' ? <span className={css.quiet}>{piece.data.caption}</span> : null
}

interface LotsProps {
  readonly lots: readonly string[]
  readonly unknown: readonly string[]
}

/** Each lot with the way to it; the first ones, the others on demand. */
function Lots({ lots, unknown }: LotsProps) {
  const { t } = useTranslation('rca')
  const [all, setAll] = useState(false)
  const strange = new Set(unknown)
  const first = all ? lots : lots.slice(0, 8)
  return (
    <span className={css.lotLinks}>
      {first.map(lot =>
        strange.has(lot) ? (
          <span key={lot} className={css.warn}>
            {lot} · {t('evidence.unknown')}
          </span>
        ) : (
          <LinkTo key={lot} to={`/lots?q=${encodeURIComponent(lot)}`}>
            {lot}
          </LinkTo>
        )
      )}
      {first.length < lots.length && (
        <button
          type="button"
          className={css.more}
          onClick={() => {
            setAll(true)
          }}
        >
          {t('evidence.moreLots', { count: lots.length - first.length })}
        </button>
      )}
    </span>
  )
}

/** Where a piece of evidence can be looked at; null where it says everything here. */
function wayTo(open: OpenDiagram, of: EvidenceData['of']): string | null {
  const { caseId } = open.diagram
  // Each lot of a list has a link of its own.
  if (of.kind === 'comment' || of.kind === 'lots') return null
  if (caseId === null) return null
  return of.kind === 'piece' ? `/cases/${caseId}/evidence?piece=${of.id}` : `/cases/${caseId}/files`
}
