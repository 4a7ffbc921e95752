import { ActionIcon, Button, Loader, Menu, Tooltip } from '@mantine/core'
import type { Intent } from '@contract/rca'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBriefcase,
  IconCheck,
  IconCloudOff,
  IconDots,
  IconHistory,
  IconLink,
  IconTemplate,
  IconTrash
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDiagram } from '../diagram/session/useDiagram'
import { go } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { KeyHint } from '../ui/KeyHint'
import { toastDone } from '../ui/toasts'
import { AttachCase } from './AttachCase'
import { useIntents } from './intents'
import css from './rca.module.css'
import { SaveTemplate } from './templates/SaveTemplate'
import { useRemoval } from './useRemoval'
import type { Versions } from './useVersions'

interface Props {
  readonly open: OpenDiagram
  readonly versions: Versions
}

/** Saved or not, back and forth by name, history, and what is done with the diagram as a whole. */
export function DiagramTools({ open, versions }: Props) {
  const { t } = useTranslation('studio')
  const { session, undoable } = open
  const may = !open.readOnly && versions.looking === null
  const list = (): void => {
    versions.list(!versions.listed)
  }
  useShortcut('mod+shift+h', t('history.title'), list)
  return (
    <>
      <SavingMark open={open} />
      {!open.readOnly && (
        <>
          <Turn
            label={t('undo')}
            keys="mod+z"
            more={null}
            intent={may ? undoable.undo : null}
            run={() => {
              session.undo()
            }}
          >
            <IconArrowBackUp size={16} />
          </Turn>
          <Turn
            label={t('redo')}
            keys="mod+shift+z"
            more="mod+y"
            intent={may ? undoable.redo : null}
            run={() => {
              session.redo()
            }}
          >
            <IconArrowForwardUp size={16} />
          </Turn>
        </>
      )}
      <Button
        variant={versions.listed ? 'light' : 'default'}
        leftSection={<IconHistory size={14} />}
        aria-pressed={versions.listed}
        onClick={list}
      >
        {t('history.title')}
      </Button>
      <More open={open} />
    </>
  )
}

interface TurnProps {
  readonly label: string
  readonly keys: string
  /** A second key for the same. */
  readonly more: string | null
  readonly intent: Intent | null
  readonly run: () => void
  readonly children: React.ReactNode
}

function Turn({ label, keys, more, intent, run, children }: TurnProps) {
  const { t } = useTranslation('studio')
  const say = useIntents()
  const enabled = intent !== null
  const words = intent === null ? label : t('diagram:named', { what: label, which: say(intent) })
  // Listed for whoever looks for it, also while there is nothing to do.
  useShortcut(keys, label, enabled ? run : null, { group: 'app:keys.edit' })
  useShortcut(more, label, enabled ? run : null, { group: 'app:keys.edit' })
  return (
    <Tooltip
      label={
        <>
          {words} <KeyHint keys={keys} />
        </>
      }
    >
      <ActionIcon size={28} aria-label={words} disabled={!enabled} onClick={run}>
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

function SavingMark({ open: { saving, readOnly, session } }: { readonly open: OpenDiagram }) {
  const { t } = useTranslation('studio')
  if (readOnly) return <span className={css.quiet}>{t('readOnly')}</span>
  return (
    <span className={css.saving} role="status" data-state={saving}>
      {saving === 'saving' ? (
        <Loader size={12} />
      ) : saving === 'saved' ? (
        <IconCheck size={14} />
      ) : (
        <IconCloudOff size={14} />
      )}
      {t(`saving.${saving}`)}
      {saving === 'offline' && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => {
            session.retry()
          }}
        >
          {t('app:retry')}
        </Button>
      )}
    </span>
  )
}

function More({ open }: { readonly open: OpenDiagram }) {
  const { t } = useTranslation('studio')
  const remove = useRemoval()
  const [asking, setAsking] = useState<'case' | 'template' | null>(null)
  const share = (): void => {
    const address = `${location.href.replace(/#.*/, '')}#/studio/${open.id}`
    navigator.clipboard.writeText(address).then(
      () => {
        toastDone(t('shared'))
      },
      () => {
        toastDone(address)
      }
    )
  }
  const close = (): void => {
    setAsking(null)
  }
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon size={28} aria-label={t('more')}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconLink size={14} />} onClick={share}>
            {t('share')}
          </Menu.Item>
          {!open.readOnly && (
            <>
              <Menu.Item
                leftSection={<IconBriefcase size={14} />}
                onClick={() => {
                  setAsking('case')
                }}
              >
                {t(open.diagram.caseId === null ? 'attach' : 'attachOther')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTemplate size={14} />}
                onClick={() => {
                  setAsking('template')
                }}
              >
                {t('templates.save')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={14} />}
                onClick={() => {
                  remove(open.diagram)
                  if (location.hash.startsWith('#/studio/')) go('/studio')
                }}
              >
                {t('remove')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {asking === 'case' && <AttachCase open={open} onClose={close} />}
      {asking === 'template' && <SaveTemplate open={open} onClose={close} />}
    </>
  )
}
