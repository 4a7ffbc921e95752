import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconUpload, IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/CopyButton'
import { RefText } from '../../ui/refs/RefText'
import { toastInfo } from '../../ui/toasts'
import { core } from '../client/index'
import { faultText } from '../i18n/faultText'
import { useFormat } from '../i18n/useFormat'
import type { HandOver } from './batch'
import { handOvers } from './index'
import css from './Tray.module.css'

/** Lines of refused files that are drawn; the copied list has them all. */
const mostLines = 200

/**
 * Files on their way in, under every screen: progress, cancel, and what was not taken, line by line. A
 * hand-over that went well says so in a few words and is gone.
 */
export function Tray() {
  const { t } = useTranslation('app')
  const all = useSyncExternalStore(handOvers.subscribe, handOvers.list)
  const running = all.some(one => one.state === 'running')
  useEffect(() => {
    for (const one of all) {
      if (one.state === 'running' || one.refused.length > 0) continue
      handOvers.dismiss(one.id)
      const { taken: count, litter } = one
      const words = [
        count > 0 ? t('handover.begun', { count }) : '',
        one.state === 'cancelled' ? t('handover.cancelled', { count: one.count - count }) : '',
        litter > 0 ? t('handover.litter', { count: litter }) : ''
      ]
      const said = words.filter(Boolean).join(' ')
      if (said !== '') toastInfo(said)
    }
  }, [all, t])
  useEffect(() => {
    // On the desktop only paths are handed over, and the core reads them whether or not a window is open.
    if (!running || core().kind === 'desktop') return
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('beforeunload', ask)
    }
  }, [running])
  const shown = all.filter(one => one.state === 'running' || one.refused.length > 0)
  if (shown.length === 0) return null
  return (
    <section className={css.tray} aria-label={t('handover.title')}>
      {shown.map(one => (
        <Entry key={one.id} of={one} />
      ))}
    </section>
  )
}

function Entry({ of }: { readonly of: HandOver }) {
  const { t } = useTranslation('app')
  const [opened, setOpened] = useState(false)
  const running = of.state === 'running'
  const again = of.refused.filter(one => one.again).length
  return (
    <div className={css.entry}>
      <div className={css.line}>
        {running ? (
          <IconUpload size={16} className={css.sign} />
        ) : (
          <IconAlertTriangle size={16} className={css.bad} />
        )}
        <div className={css.words}>
          <Words of={of} />
          {of.caseId !== null && <RefText of={{ kind: 'case', id: of.caseId }} link />}
        </div>
        {running && <Going of={of} />}
        {of.refused.length > 0 && (
          <Button
            variant="subtle"
            color="red"
            aria-expanded={opened}
            rightSection={opened ? <IconChevronDown size={14} /> : <IconChevronUp size={14} />}
            onClick={() => {
              setOpened(!opened)
            }}
          >
            {t('handover.refused', { count: of.refused.length })}
          </Button>
        )}
        {!running && again > 0 && (
          <Button
            variant="default"
            onClick={() => {
              handOvers.retry(of.id)
            }}
          >
            {t('handover.again', { count: again })}
          </Button>
        )}
        {running ? (
          <Button
            variant="default"
            onClick={() => {
              handOvers.cancel(of.id)
            }}
          >
            {t('cancel')}
          </Button>
        ) : (
          <Tooltip label={t('close')}>
            <ActionIcon
              aria-label={t('close')}
              onClick={() => {
                handOvers.dismiss(of.id)
              }}
            >
              <IconX size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {opened && of.refused.length > 0 && <RefusedList of={of} />}
    </div>
  )
}

function Words({ of }: { readonly of: HandOver }) {
  const { t } = useTranslation('app')
  if (of.state !== 'running') {
    const words = [
      t('handover.ended', { count: of.count, taken: of.taken }),
      of.litter > 0 ? t('handover.litter', { count: of.litter }) : ''
    ]
    return (
      <span className={css.title} role="status">
        {words.filter(Boolean).join(' ')}
      </span>
    )
  }
  return <span className={css.title}>{t('handover.running', { at: of.at, count: of.count })}</span>
}

/** What, how much, how fast, how long still; or what it waits for. */
function Going({ of }: { readonly of: HandOver }) {
  const { t } = useTranslation('app')
  const f = useFormat()
  if (of.hold !== null)
    return (
      <span className={css.hold} role="status">
        {t(of.hold.code === 'SignIn' ? 'handover.waitsForPerson' : 'handover.waits')}
      </span>
    )
  const left = of.rate === null || of.rate === 0 ? null : (of.bytesTotal - of.bytesDone) / of.rate
  const facts = [
    t('jobs.of', { done: f.bytes(of.bytesDone), total: f.bytes(of.bytesTotal) }),
    of.rate === null ? '' : `${f.bytes(of.rate)}/s`,
    left === null ? '' : t('jobs.left', { time: f.duration(left) })
  ]
  return (
    <>
      <span className={css.file} title={of.file ?? ''}>
        {of.file}
      </span>
      <Progress
        className={css.bar}
        size={6}
        aria-label={t('handover.title')}
        value={of.bytesTotal === 0 ? 100 : (of.bytesDone / of.bytesTotal) * 100}
      />
      <span className={css.facts}>{facts.filter(Boolean).join(' · ')}</span>
    </>
  )
}

function RefusedList({ of }: { readonly of: HandOver }) {
  const { t } = useTranslation('app')
  const lines = of.refused.map(one => ({ ...one, ...faultText(one.fault) }))
  return (
    <div className={css.refused}>
      <ul aria-label={t('handover.refused', { count: of.refused.length })}>
        {lines.slice(0, mostLines).map(line => (
          <li key={line.key} className={css.one}>
            <span className={css.path} title={line.path}>
              {line.path}
            </span>
            <span className={css.reason}>
              {line.what} {line.action}
            </span>
            {line.again && of.state !== 'running' && (
              <Button
                variant="subtle"
                size="compact-xs"
                aria-label={`${t('retry')}: ${line.path}`}
                onClick={() => {
                  handOvers.retry(of.id, line.key)
                }}
              >
                {t('retry')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className={css.foot}>
        {lines.length > mostLines && <span>{t('handover.more', { count: lines.length - mostLines })}</span>}
        <CopyButton
          label={t('handover.copy')}
          text={() => lines.map(line => `${line.path}\t${line.what} ${line.action}`).join('\n')}
        />
      </div>
    </div>
  )
}
