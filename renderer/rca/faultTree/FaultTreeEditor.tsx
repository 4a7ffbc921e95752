import type { TreeAnswer } from '@contract/faultTree'
import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { IconListTree } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/useFormat'
import { useQueryOf } from '../../app/client/index'
import { Later } from '../../diagram/Later'
import { openAs } from '../../diagram/session/openAs'
import type { OpenDiagram } from '../../diagram/session/useDiagram'
import { SplitPane } from '../../ui/SplitPane'
import { Empty } from '../../ui/faces'
import type { EditorProps } from '../editor'
import { useAskedNode } from '../useAskedNode'
import { addNew } from './commands/edit'
import css from './faultTree.module.css'
import { Find, foundPlaces } from './Find'
import { ImportDialog } from './ImportDialog'
import { absentPlaces, gatesOver, litPlaces, type Light } from './light'
import type { LookContext } from './look'
import { Notices } from './Notices'
import { ChecksPanel } from './panels/ChecksPanel'
import { DataPanel } from './panels/DataPanel'
import { Properties } from './panels/Properties'
import { probabilitiesOf } from './results/answers'
import { ResultsPanel } from './results/ResultsPanel'
import { useResults } from './results/useResults'
import { useWhatIf } from './results/useWhatIf'
import { TreeCanvas } from './TreeCanvas'
import { TreeExports } from './TreeExports'
import { TreeOutline } from './TreeOutline'
import { TreeMenu } from './TreeMenu'
import { TreeTools } from './TreeTools'
import { useFollowing } from './useFollowing'
import type { Tree, TreeNodes } from './tree'
import { newId, useTree, type TreeEditor } from './useTree'
import { verify } from './verify'

const panels = ['properties', 'results', 'data', 'check'] as const

/** The fault tree of a problem: drawn, edited by keyboard, and computed as it is edited. */
export default function FaultTreeEditor({ open }: EditorProps) {
  return <Opened open={openAs('faultTree', open)} />
}

function Opened({ open }: { readonly open: OpenDiagram<'faultTree'> }) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const editor = useTree(open)
  const { tree, top } = editor
  const whatIf = useWhatIf(tree)
  const computing = useResults(tree, whatIf)
  const [panel, setPanel] = useState<(typeof panels)[number]>('properties')
  const [light, setLight] = useState<Light | null>(null)
  const [words, setWords] = useState('')
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null)
  const [typedIn, setTypedIn] = useState<'canvas' | 'outline'>('canvas')
  const [outlined, setOutlined] = useState(() => window.innerWidth >= 1500)
  const [importing, setImporting] = useState(false)
  const changed = useFollowing(open)
  // A link to a gate or event shows it, each time it is followed.
  const asked = useAskedNode(open.id)
  const [reached, setReached] = useState(-1)
  if (asked.visit !== reached) {
    setReached(asked.visit)
    if (asked.node !== '') editor.show(asked.node)
  }

  const { results, stale } = computing
  const known = useMemo(() => (results === null ? null : probabilitiesOf(results)), [results])
  const limits = useMemo(() => limitsOf(tree, results), [tree, results])
  const probability = useMemo(
    () =>
      (id: string): string => {
        const p = known?.get(id)
        return p === undefined ? '' : `${stale ? '~ ' : (limits.get(id) ?? '')}${f.significant(p, 3)}`
      },
    [known, limits, stale, f]
  )
  const findings = useMemo(() => verify(tree), [tree])
  const linked = useLinked(open.id)
  const context = useMemo(
    (): LookContext => ({
      approximate: t('pandMark'),
      on: t('state.on'),
      off: t('state.off'),
      probability,
      given: whatIf.given,
      evidence: evidenceOf(open.nodes),
      linked,
      broken: new Set(findings.flatMap(one => (one.what !== 'empty' && one.hard ? [one.id] : [])))
    }),
    [t, probability, whatIf.given, open.nodes, linked, findings]
  )
  const lit = useMemo(
    () =>
      light === null || top === null
        ? null
        : litPlaces(tree, top, new Set([...light.events, ...light.absent])),
    [light, tree, top]
  )
  const absent = useMemo(() => absentPlaces(editor.places, new Set(light?.absent)), [light, editor.places])
  const found = useMemo(() => foundPlaces(tree, editor.places, words), [tree, editor.places, words])
  return (
    <div className={css.editor}>
      <Later>
        <TreeTools
          editor={editor}
          onImport={() => {
            setImporting(true)
          }}
        >
          <ActionIcon
            variant={outlined ? 'light' : 'default'}
            size={28}
            aria-label={t('outlineToggle')}
            aria-pressed={outlined}
            onClick={() => {
              setOutlined(!outlined)
            }}
          >
            <IconListTree size={15} />
          </ActionIcon>
          <Find editor={editor} words={words} onWords={setWords} />
          <TreeExports editor={editor} context={context} />
        </TreeTools>
      </Later>
      <Notices whatIf={whatIf} changed={changed} editor={editor} />
      <div className={css.panes}>
        <SplitPane
          id="faultTree.panel"
          keeps="second"
          initial={panelFirst()}
          min={400}
          max={1600}
          first={
            top === null ? (
              <Begin
                editor={editor}
                onImport={() => {
                  setImporting(true)
                }}
              />
            ) : (
              <Picture
                outline={
                  outlined && (
                    <TreeOutline
                      editor={editor}
                      active={typedIn === 'outline'}
                      onActive={() => {
                        setTypedIn('outline')
                      }}
                      found={found}
                      probability={probability}
                      onMenu={setMenu}
                    />
                  )
                }
              >
                <TreeCanvas
                  editor={editor}
                  context={context}
                  active={typedIn === 'canvas' || !outlined}
                  onActive={() => {
                    setTypedIn('canvas')
                  }}
                  lit={lit}
                  absent={absent}
                  onUnlit={() => {
                    setLight(null)
                  }}
                  found={found}
                  onMenu={setMenu}
                />
              </Picture>
            )
          }
          second={
            <div className={css.side}>
              <SegmentedControl
                size="xs"
                fullWidth
                aria-label={t('panel.title')}
                value={panel}
                data={panels.map(value => ({
                  value,
                  label:
                    value === 'check' && findings.length > 0
                      ? `${t('panel.check')} ${String(findings.length)}`
                      : t(`panel.${value}`)
                }))}
                onChange={value => {
                  setPanel(value)
                }}
              />
              <Later className={css.panel}>
                {panel === 'properties' && (
                  <Properties editor={editor} whatIf={whatIf} probability={probability} />
                )}
                {panel === 'results' && (
                  <ResultsPanel
                    editor={editor}
                    computing={computing}
                    lit={light?.key ?? null}
                    onLight={setLight}
                  />
                )}
                {panel === 'data' && <DataPanel editor={editor} />}
                {panel === 'check' && (
                  <ChecksPanel
                    editor={editor}
                    onAside={() => {
                      setPanel('properties')
                    }}
                  />
                )}
              </Later>
            </div>
          }
        />
      </div>
      {menu !== null && (
        <TreeMenu
          editor={editor}
          whatIf={whatIf}
          at={menu}
          onClose={() => {
            setMenu(null)
          }}
        />
      )}
      {importing && (
        <ImportDialog
          editor={editor}
          onClose={() => {
            setImporting(false)
          }}
        />
      )}
    </div>
  )
}

/** The outline beside the picture, or the picture alone. */
function Picture({ outline, children }: { readonly outline: ReactNode; readonly children: ReactNode }) {
  if (outline === false) return children
  return (
    <SplitPane id="faultTree.outline" initial={260} min={160} max={700} first={outline} second={children} />
  )
}

/** Width of the panel to begin with: what its figures need, and on a wide window what its charts are read best at. */
function panelFirst(): number {
  return Math.round(Math.max(400, Math.min(720, window.innerWidth * 0.3)))
}

function Begin({ editor, onImport }: { readonly editor: TreeEditor; readonly onImport: () => void }) {
  const { t } = useTranslation('faultTree')
  if (editor.open.readOnly) return <Empty title={t('begin.title')} />
  return (
    <div>
      <Empty title={t('begin.title')} hint={t('begin.hint')} />
      <div className={css.begin}>
        <Button
          onClick={() => {
            editor.run(
              addNew(editor.open.nodes, null, { type: 'gate', data: { name: 'TOP' } }, newId),
              'write'
            )
          }}
        >
          {t('begin.top')}
        </Button>
        <Button variant="default" onClick={onImport}>
          {t('import.title')}
        </Button>
      </div>
    </div>
  )
}

/** What stands before a figure that a priority AND makes one too high, or one that is only near. */
function limitsOf(tree: Tree, results: TreeAnswer | null): ReadonlyMap<string, string> {
  const own = new Set(results?.approximated.map(one => one.id))
  const mark = results?.coherent === false ? '≈ ' : '≤ '
  return new Map([...own, ...gatesOver(tree, own)].map(id => [id, mark]))
}

function evidenceOf(nodes: TreeNodes): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const node of nodes.values())
    if (node.type === 'evidence' && node.parent !== null)
      counts.set(node.parent, (counts.get(node.parent) ?? 0) + 1)
  return counts
}

/** Gates and events with something at their other end. */
function useLinked(id: string): ReadonlySet<string> {
  const found = useQueryOf('rca.connections', { id }, { topics: ['diagram', 'task', 'action'] })
  const { data } = found
  return useMemo(() => new Set(data?.connections.map(one => one.nodeId)), [data])
}
