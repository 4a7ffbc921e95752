import { Button } from '@mantine/core'
import { IconEye, IconRestore, IconTemplate, IconTrash } from '@tabler/icons-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import type { OpenDiagram } from '../diagram/session/useDiagram'
import { Loading } from '../ui/faces'
import { toastFault } from '../ui/toasts'
import { editors } from './editors'
import { History } from './history/History'
import css from './rca.module.css'
import { useComplaintNames } from './templates/useTemplates'
import { useAsked } from './useAsked'
import type { Versions } from './useVersions'

interface Props {
  readonly open: OpenDiagram
  readonly versions: Versions
}

/** The editor of a diagram's kind, with its history beside it and what is special about it above. */
export function DiagramBody({ open, versions }: Props) {
  const { shown } = versions
  useAsked(open)
  const Editor = editors[open.diagram.kind]
  return (
    <div className={css.body}>
      <div className={css.main}>
        <Bars open={open} versions={versions} />
        <div className={css.editor}>
          <Suspense fallback={<Loading rows={12} />}>
            <Editor open={shown} />
          </Suspense>
        </div>
      </div>
      {versions.listed && <History open={open} versions={versions} />}
    </div>
  )
}

/** Lines above the editor: a version of the past, a template, a diagram that was removed. */
function Bars({ open, versions }: Props) {
  const { t } = useTranslation('studio')
  const f = useFormat()
  const names = useComplaintNames()
  const { diagram } = open
  const { looking, past, look, restore } = versions
  return (
    <>
      {looking !== null && (
        <div className={css.past} role="status">
          <IconEye size={15} />
          <span>
            {past === null
              ? t('history.reading', { revision: looking })
              : t('history.version', { revision: looking, at: f.dateTime(past.at, true), by: past.by })}
          </span>
          {!open.readOnly && (
            <Button
              size="compact-xs"
              leftSection={<IconRestore size={13} />}
              disabled={past === null}
              onClick={() => {
                restore(looking)
              }}
            >
              {t('history.restore')}
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              look(null)
            }}
          >
            {t('history.back')}
          </Button>
        </div>
      )}
      {diagram.templateFor !== null && (
        <div className={css.template} role="note">
          <IconTemplate size={15} />
          <span>
            {t('templates.says', {
              name: names.find(one => one.value === diagram.templateFor)?.label ?? diagram.templateFor
            })}
          </span>
        </div>
      )}
      {diagram.removed && (
        <div className={css.past} role="status">
          <IconTrash size={15} />
          <span>{t('isRemoved')}</span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              call('rca.remove', { id: open.id, removed: false }).catch(toastFault)
            }}
          >
            {t('bringBack')}
          </Button>
        </div>
      )}
    </>
  )
}
