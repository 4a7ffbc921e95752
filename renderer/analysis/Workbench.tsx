import { ActionIcon, Tooltip } from '@mantine/core'
import { IconColumns2 } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { go } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Failure, Loading } from '../ui/faces'
import { Page } from '../ui/Page'
import { SplitPane } from '../ui/SplitPane'
import { Tabs } from '../ui/Tabs'
import { toastInfo } from '../ui/toasts'
import { type Bench, panels, routeOfBench } from './address'
import css from './analysis.module.css'
import { BenchContext, useBench } from './bench'
import { FilterChips } from './FilterChips'
import { Panel, PanelSelect } from './Panel'
import { PartRecord } from './PartRecord'
import { benchOfEvidence } from './fromEvidence'
import { SavedViews } from './SavedViews'
import { SetsMenu } from './SetsMenu'
import { Start } from './Start'
import { TestsTable } from './TestsTable'
import { RetestRule } from './TopBar'
import { useAddress } from './useAddress'
import { useDesk } from './useDesk'

/** `/data`: several measurement sets looked at as one. */
export default function Workbench() {
  const { t } = useTranslation('analysis')
  const asked = useAddress()
  const lost = asked.what === 'bench' && asked.lost
  useEffect(() => {
    if (lost) toastInfo(t('filter.lost'))
  }, [lost, t])
  if (asked.what === 'evidence') return <FromEvidence id={asked.id} />
  if (asked.what === 'nothing') return <Start caseId={asked.caseId} />
  return <Desk bench={asked.bench} />
}

/** A piece of evidence opened live: the view it keeps takes its place in the address. */
function FromEvidence({ id }: { readonly id: string }) {
  const found = useQueryOf('evidence.get', { id })
  const { data } = found
  useEffect(() => {
    if (data === undefined) return
    const bench = benchOfEvidence(data.view, data.caseId)
    go(bench === null ? `/cases/${data.caseId}/evidence` : routeOfBench(bench, sessionStorage), true)
  }, [data])
  if (found.error !== null) return <Failure error={found.error} retry={() => void found.refetch()} />
  return <Loading rows={14} />
}

function Desk({ bench }: { readonly bench: Bench }) {
  const desk = useDesk(bench)
  const { t } = useTranslation('analysis')
  return (
    <BenchContext value={desk}>
      <Page
        title={t('title')}
        heading={
          <span className={css.heading}>
            {t('title')} <SetsMenu />
          </span>
        }
        actions={
          <>
            <RetestRule />
            <SavedViews bench={bench} />
          </>
        }
        bar={<FilterChips />}
        full
      >
        {desk.error !== null && desk.overview === undefined ? (
          <Failure error={desk.error} retry={desk.retry} />
        ) : (
          <SplitPane
            id="analysis.tests"
            initial={430}
            min={240}
            max={1100}
            first={<TestsTable />}
            second={<Panels />}
          />
        )}
      </Page>
      <PartRecord />
    </BenchContext>
  )
}

/** Wide enough for two panels to be read beside each other. */
const wide = 1180

function Panels() {
  const { t } = useTranslation('analysis')
  const { bench, setPanel, setBeside } = useBench()
  const [room, setRoom] = useState(0)
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  useEffect(() => {
    if (box === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setRoom(entry.contentRect.width)
    })
    observer.observe(box)
    return () => {
      observer.disconnect()
    }
  }, [box])
  const fits = room >= wide
  const beside = fits ? bench.beside : null
  const toggle = (): void => {
    setBeside(bench.beside === null ? (bench.panel === 'map' ? 'distribution' : 'map') : null)
  }
  useShortcut('alt+0', t('beside.button'), toggle, { enabled: fits })
  return (
    <div className={css.panels} ref={setBox}>
      <div className={css.tabs}>
        <Tabs
          label={t('panels.label')}
          value={bench.panel}
          onChange={value => {
            const panel = panels.find(known => known === value)
            if (panel !== undefined) setPanel(panel)
          }}
          items={panels.map(value => ({ value, label: t(`panels.${value}`) }))}
        />
        <span className={css.spacer} />
        {fits && (
          <Tooltip label={t('beside.button')}>
            <ActionIcon
              size={26}
              aria-label={t('beside.button')}
              aria-pressed={bench.beside !== null}
              variant={bench.beside === null ? 'subtle' : 'light'}
              onClick={toggle}
            >
              <IconColumns2 size={15} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div className={css.panelBody}>
        {/* Half of the room is known only once there is one. */}
        {room > 0 && (
          <SplitPane
            id="analysis.beside"
            initial={Math.round(room / 2)}
            min={420}
            max={Math.max(600, room - 420)}
            first={<Panel panel={bench.panel} />}
            second={
              beside === null ? null : (
                <div className={css.besidePanel}>
                  <PanelSelect value={beside} onChange={setBeside} />
                  <Panel panel={beside} />
                </div>
              )
            }
          />
        )}
      </div>
    </div>
  )
}
