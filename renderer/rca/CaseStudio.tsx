import { diagramKinds } from '@contract/diagram/kinds'
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core'
import { IconArrowsMaximize, IconChartBar } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMay } from '../app/me'
import { go, useUrlValue } from '../app/navigation'
import { DiagramLoader, type OpenDiagram } from '../diagram/session/useDiagram'
import { Faces, Loading } from '../ui/faces'
import { EditedTitle } from '../ui/EditedTitle'
import { toastFault } from '../ui/toasts'
import { Begin } from './Begin'
import { DiagramBody } from './DiagramBody'
import { DiagramTools } from './DiagramTools'
import { kindIcons } from './kinds'
import { NewDiagram } from './NewDiagram'
import { NewMenu } from './NewMenu'
import css from './rca.module.css'
import { useVersions } from './useVersions'

const CasePareto = lazy(() => import('../pareto/CasePareto'))

/** What the address says where the Pareto of the case is open instead of a diagram. */
const paretoCard = 'pareto'

/** The diagrams of a case as cards, the chosen one open below. */
export default function CaseStudio({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('studio')
  const f = useFormat()
  const mayWrite = useMay('records.write')
  const list = useQueryOf('rca.list', { caseId, limit: 200 }, { topics: ['diagram'] })
  const [wanted, setWanted] = useUrlValue('diagram', '')
  const [making, setMaking] = useState<string | null>(null)
  return (
    <div className={css.caseStudio}>
      <Faces of={list}>
        {({ rows }) => {
          const counting = wanted === paretoCard
          const open = counting ? undefined : (rows.find(row => row.id === wanted) ?? rows[0])
          return (
            <>
              <div className={css.caseHead}>
                <ul className={css.cards} aria-label={t('ofCase')}>
                  {rows.map(row => {
                    const Sign = kindIcons[row.kind]
                    return (
                      <li key={row.id}>
                        <UnstyledButton
                          className={css.card}
                          aria-current={row.id === open?.id}
                          onClick={() => {
                            setWanted(row.id)
                          }}
                        >
                          <Sign size={18} stroke={1.5} />
                          <span className={css.cardWords}>
                            <b>{row.title}</b>
                            <span className={css.quiet}>
                              {t(`rca:kinds.${row.kind}`)} ·{' '}
                              {t('nodes', { count: row.nodes, n: f.number(row.nodes) })}
                              {row.verified > 0 &&
                                ` · ${t('roots', { count: row.verified, n: f.number(row.verified) })}`}
                            </span>
                          </span>
                        </UnstyledButton>
                      </li>
                    )
                  })}
                  <li>
                    <UnstyledButton
                      className={css.card}
                      aria-current={counting}
                      onClick={() => {
                        setWanted(counting ? '' : paretoCard)
                      }}
                    >
                      <IconChartBar size={18} stroke={1.5} />
                      <span className={css.cardWords}>
                        <b>{t('pareto:title')}</b>
                        <span className={css.quiet}>{t('pareto:ofCase')}</span>
                      </span>
                    </UnstyledButton>
                  </li>
                </ul>
                {mayWrite && <NewMenu onNew={setMaking} />}
              </div>
              {counting && (
                <section className={css.inline} aria-label={t('pareto:title')}>
                  <Suspense fallback={<Loading />}>
                    <CasePareto caseId={caseId} />
                  </Suspense>
                </section>
              )}
              {!counting && open === undefined && (
                <Begin templates={false} kind={null} mayWrite={mayWrite} onNew={setMaking} />
              )}
              {open !== undefined && (
                <DiagramLoader key={open.id} id={open.id}>
                  {opened => <Inside open={opened} />}
                </DiagramLoader>
              )}
            </>
          )
        }}
      </Faces>
      {making !== null && (
        <NewDiagram
          kind={diagramKinds.find(kind => kind === making) ?? 'fishbone'}
          caseId={caseId}
          onClose={() => {
            setMaking(null)
          }}
          onMade={id => {
            setMaking(null)
            setWanted(id)
          }}
        />
      )}
    </div>
  )
}

function Inside({ open }: { readonly open: OpenDiagram }) {
  const { t } = useTranslation('studio')
  const versions = useVersions(open)
  return (
    <section className={css.inline} aria-label={open.diagram.title}>
      <header className={css.inlineHead}>
        <h2>
          <EditedTitle
            value={open.diagram.title}
            label={t('rename')}
            hint={t('rename')}
            readOnly={open.readOnly}
            onChange={title => {
              call('rca.update', { id: open.id, title }).catch(toastFault)
            }}
          />
        </h2>
        <div className={css.inlineTools}>
          <DiagramTools open={open} versions={versions} />
          <Tooltip label={t('whole')}>
            <ActionIcon
              size={28}
              aria-label={t('whole')}
              onClick={() => {
                go(`/studio/${open.id}`)
              }}
            >
              <IconArrowsMaximize size={15} />
            </ActionIcon>
          </Tooltip>
        </div>
      </header>
      <DiagramBody open={open} versions={versions} />
    </section>
  )
}
