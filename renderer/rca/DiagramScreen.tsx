import { useTranslation } from 'react-i18next'
import { call } from '../app/client/index'
import { LinkTo, useParam } from '../app/navigation'
import { DiagramLoader, type OpenDiagram } from '../diagram/session/useDiagram'
import { Page } from '../ui/Page'
import { EditedTitle } from '../ui/EditedTitle'
import { toastFault } from '../ui/toasts'
import { DiagramBody } from './DiagramBody'
import { DiagramTools } from './DiagramTools'
import { kindIcons } from './kinds'
import css from './rca.module.css'
import { useVersions } from './useVersions'

/** `/studio/$id`: one diagram over the whole screen. */
export default function DiagramScreen() {
  const id = useParam('id')
  return <DiagramLoader id={id}>{open => <Opened open={open} />}</DiagramLoader>
}

function Opened({ open }: { readonly open: OpenDiagram }) {
  const { t } = useTranslation('studio')
  const versions = useVersions(open)
  const { diagram } = open
  const Sign = kindIcons[diagram.kind]
  return (
    <Page
      title={diagram.title}
      heading={
        <span className={css.heading}>
          <Sign size={18} stroke={1.6} />
          <EditedTitle
            value={diagram.title}
            label={t('rename')}
            hint={t('rename')}
            readOnly={open.readOnly}
            onChange={title => {
              call('rca.update', { id: open.id, title }).catch(toastFault)
            }}
          />
        </span>
      }
      trail={
        <>
          <LinkTo to="/studio">{t('title')}</LinkTo> / {t(`rca:kinds.${diagram.kind}`)}
          {diagram.caseId !== null && (
            <>
              {' / '}
              <LinkTo to={`/cases/${diagram.caseId}/studio?diagram=${open.id}`}>
                {diagram.caseNumber} {diagram.caseTitle}
              </LinkTo>
            </>
          )}
        </>
      }
      actions={<DiagramTools open={open} versions={versions} />}
      full
    >
      <DiagramBody open={open} versions={versions} />
    </Page>
  )
}
