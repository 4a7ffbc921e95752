import { applied, between } from '@contract/diagram/change'
import type { DiagramNode, Nodes } from '@contract/diagram/node'
import { FabError } from '@contract/errors'
import type { Output } from '@contract/index'
import { Button, FileButton, Group, List, Modal, Stack, Textarea } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/client/index'
import { FaultLine } from '../../app/entry/FaultLine'
import { go } from '../../app/navigation'
import { useFormat } from '../../app/i18n/useFormat'
import { toastFault } from '../../ui/toasts'
import { bare, intentOf } from './commands/edit'
import { eventChanges } from './commands/events'
import { pageMost, pageOut } from './commands/shape'
import type { TreeNodes } from './tree'
import type { TreeEditor } from './useTree'
import css from './faultTree.module.css'

type Mef = Output<'faultTree.fromMef'>
type Csv = Output<'faultTree.fromEventsCsv'>

/** What was read, to be looked at before anything is changed. */
type Read = { readonly kind: 'mef'; readonly found: Mef } | { readonly kind: 'csv'; readonly found: Csv }

interface Props {
  readonly editor: TreeEditor
  readonly onClose: () => void
}

/** A model of Open-PSA or a table of events: dropped, chosen or pasted; shown first, then taken. */
export function ImportDialog({ editor, onClose }: Props) {
  const { t } = useTranslation('faultTree')
  const { open } = editor
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [over, setOver] = useState(false)
  const [fault, setFault] = useState<FabError | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  const look = async (content: string): Promise<void> => {
    setBusy(true)
    setFault(null)
    setRead(null)
    try {
      if (content.trimStart().startsWith('<'))
        setRead({ kind: 'mef', found: await call('faultTree.fromMef', { text: content }) })
      else {
        const nodes = [...open.nodes.values()].map(bare)
        setRead({ kind: 'csv', found: await call('faultTree.fromEventsCsv', { text: content, nodes }) })
      }
    } catch (error) {
      if (error instanceof FabError) setFault(error)
      else throw error
    } finally {
      setBusy(false)
    }
  }
  const take = (file: File | null): void => {
    if (file === null) return
    setName(file.name)
    file.text().then(content => {
      setText('')
      void look(content)
    }, toastFault)
  }
  const dropped = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0] ?? null)
  }
  return (
    <Modal opened onClose={onClose} title={t('import.title')} size={640}>
      <Stack gap="sm">
        <div
          className={css.drop}
          data-over={over || undefined}
          onDragOver={event => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => {
            setOver(false)
          }}
          onDrop={dropped}
        >
          <IconFileImport size={18} />
          <span>{name === '' ? t('import.drop') : name}</span>
          <FileButton accept=".xml,.opsa,.mef,.csv,.txt" onChange={take}>
            {props => (
              <Button {...props} variant="default">
                {t('import.choose')}
              </Button>
            )}
          </FileButton>
        </div>
        <Textarea
          label={t('import.paste')}
          value={text}
          autosize
          minRows={4}
          maxRows={10}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 11 } }}
          onChange={event => {
            setText(event.currentTarget.value)
            setRead(null)
          }}
        />
        <Group gap="xs">
          <Button
            loading={busy}
            disabled={text.trim() === ''}
            onClick={() => {
              setName('')
              void look(text)
            }}
          >
            {t('import.read')}
          </Button>
        </Group>
        <FaultLine error={fault} />
        {read?.kind === 'mef' && <MefFound editor={editor} found={read.found} onClose={onClose} />}
        {read?.kind === 'csv' && <CsvFound editor={editor} found={read.found} onClose={onClose} />}
      </Stack>
    </Modal>
  )
}

function MefFound({ editor, found, onClose }: Props & { readonly found: Mef }) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const { open } = editor
  const [busy, setBusy] = useState(false)
  const paged = useMemo(() => pagedOf(found.nodes), [found])
  const count = (type: string): string => f.number(found.nodes.filter(node => node.type === type).length)
  return (
    <>
      <p className={css.says}>
        <b>{found.name}</b>{' '}
        {t('import.found', {
          gates: count('gate'),
          events: count('event'),
          parameters: count('parameter'),
          groups: count('ccf')
        })}
      </p>
      {found.ignored.length > 0 && (
        <div className={css.ignored}>
          <b>{t('import.ignored', { count: found.ignored.length })}</b>
          <List size="xs">
            {found.ignored.slice(0, 50).map(({ what, line }, i) => (
              <List.Item key={i}>{line === 0 ? what : t('import.at', { what, line })}</List.Item>
            ))}
          </List>
        </div>
      )}
      <Group gap="xs">
        <Button
          onClick={() => {
            // What hangs on the records of the tree before goes with them; one undo brings all of it back.
            open.session.change(intentOf('import', { name: found.name }), between(open.nodes, paged))
            onClose()
          }}
        >
          {t(editor.tree.events.length === 0 ? 'import.take' : 'import.replace')}
        </Button>
        <Button
          variant="default"
          loading={busy}
          onClick={() => {
            setBusy(true)
            call('rca.create', {
              kind: 'faultTree',
              title: found.name.slice(0, 300) || t('import.untitled'),
              caseId: open.diagram.caseId,
              nodes: [...paged.values()].map(node => ({ ...node }))
            }).then(
              made => {
                onClose()
                go(`/studio/${made.id}`)
              },
              (error: unknown) => {
                setBusy(false)
                toastFault(error)
              }
            )
          }}
        >
          {t('import.asNew')}
        </Button>
      </Group>
    </>
  )
}

/** Records of a model; a large one is split over pages at once: nobody reads a picture 100,000 px wide. */
function pagedOf(records: Mef['nodes']): Nodes {
  const nodes: Nodes = new Map(records.map((node): [string, DiagramNode] => [node.id, node]))
  const inputs = records.filter(node => node.type === 'input').length
  if (inputs <= 2 * pageMost || records.some(node => node.data['page'] === true)) return nodes
  // The core has checked them against their kind.
  const made = pageOut(nodes as unknown as TreeNodes, pageMost)
  const done = made === null ? null : applied(nodes, made.changes)
  return done?.ok === true ? done.nodes : nodes
}

function CsvFound({ editor, found, onClose }: Props & { readonly found: Csv }) {
  const { t } = useTranslation('faultTree')
  const { open } = editor
  const changes = eventChanges(
    open.nodes,
    found.events.map(one => one.node)
  )
  const added = found.events.filter(one => one.isNew).length
  return (
    <>
      <p className={css.says}>
        {t('import.events', { count: found.events.length, added, changed: found.events.length - added })}
      </p>
      {found.unknown.length > 0 && (
        <p className={css.says}>{t('import.columns', { names: found.unknown.join(', ') })}</p>
      )}
      {found.errors.length > 0 && (
        <div className={css.ignored}>
          <b>{t('import.errors', { count: found.errors.length })}</b>
          <List size="xs">
            {found.errors.slice(0, 50).map((one, i) => (
              <List.Item key={i}>
                {t('import.error', {
                  line: one.line,
                  column: one.column,
                  text: one.text,
                  why: t(`import.why.${one.why}`)
                })}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {found.events.length > 0 && (
        <Group gap="xs">
          <Button
            disabled={changes.length === 0}
            onClick={() => {
              open.session.change(intentOf('importEvents', { count: found.events.length }), changes)
              onClose()
            }}
          >
            {t('import.takeEvents', { count: found.events.length })}
          </Button>
        </Group>
      )}
    </>
  )
}
