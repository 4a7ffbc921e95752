import type { DiagramNode } from '@contract/diagram/node'
import type { Output } from '@contract/index'
import { Button, Group, List } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../app/client/index'
import { go } from '../../app/navigation'
import { useFormat } from '../../app/i18n/useFormat'
import { toastFault } from '../../ui/toasts'
import { intentOf } from './commands/edit'
import { eventChanges } from './commands/events'
import { pageMost, pageOut } from './commands/shape'
import type { TreeNodes } from './tree'
import type { TreeEditor } from './useTree'
import css from './faultTree.module.css'

/** A model that was read from a file. */
export type Mef = Output<'faultTree.readMef'>
/** A table of events that was read. */
export type Csv = Output<'faultTree.fromEventsCsv'>

interface Props {
  readonly editor: TreeEditor
  readonly onClose: () => void
}

/** Most lines of what was left out. */
const listMost = 50

/** A model that was read: what is in it, what has no place here, and the ways to take it. */
export function MefFound({
  editor,
  stageId,
  found,
  onTaking,
  onClose
}: Props & {
  readonly stageId: string
  readonly found: Mef
  readonly onTaking: (taking: boolean) => void
}) {
  const { t } = useTranslation('faultTree')
  const f = useFormat()
  const { open } = editor
  const [busy, setBusy] = useState<'new' | 'replace' | null>(null)
  const pages = useMemo(() => pagesFor(found.nodes), [found])
  const count = (type: string): string => f.number(found.nodes.filter(node => node.type === type).length)
  const take = (kind: 'new' | 'replace'): void => {
    setBusy(kind)
    onTaking(true)
    const { caseId } = open.diagram
    const title = found.name.slice(0, 300).trim() || t('import.untitled')
    call('faultTree.takeMef', {
      stageId,
      seed: found.seed,
      pages: [...pages],
      into: kind === 'new' ? { kind, title, caseId } : { kind, id: open.id }
    }).then(
      ({ id, entry, undoable }) => {
        // What hangs on the records of the tree before went with them; one undo brings all of it back.
        if (entry !== null) open.session.take(entry, undoable)
        onClose()
        if (kind === 'new') go(`/studio/${id}`)
      },
      (error: unknown) => {
        setBusy(null)
        onTaking(false)
        toastFault(error)
      }
    )
  }
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
      {pages.length > 0 && (
        <p className={css.says}>{t('import.pages', { count: pages.length + 1, most: pageMost })}</p>
      )}
      {found.ignored.length > 0 && (
        <div className={css.ignored}>
          <b>{t('import.ignored', { count: found.ignored.length })}</b>
          <List size="xs">
            {found.ignored.slice(0, listMost).map(({ what, line }, i) => (
              <List.Item key={i}>{line === 0 ? what : t('import.at', { what, line })}</List.Item>
            ))}
          </List>
          {found.ignored.length > listMost && (
            <span>{t('import.more', { count: found.ignored.length - listMost })}</span>
          )}
        </div>
      )}
      <Group gap="xs">
        <Button
          loading={busy === 'replace'}
          // A step that is still on its way would clash with what takes its place.
          disabled={busy !== null || open.saving !== 'saved'}
          onClick={() => {
            take('replace')
          }}
        >
          {t(editor.tree.events.length === 0 ? 'import.take' : 'import.replace')}
        </Button>
        <Button
          variant="default"
          loading={busy === 'new'}
          disabled={busy !== null}
          onClick={() => {
            take('new')
          }}
        >
          {t('import.asNew')}
        </Button>
      </Group>
    </>
  )
}

/**
 * Gates of a model that get a page of their own: a large one is split over pages at once, as nobody reads a picture
 * 100,000 px wide.
 */
function pagesFor(records: readonly DiagramNode[]): readonly string[] {
  const inputs = records.filter(node => node.type === 'input').length
  if (inputs <= 2 * pageMost || records.some(node => node.data['page'] === true)) return []
  const nodes = new Map(records.map(node => [node.id, node]))
  // The core has checked them against their kind.
  const made = pageOut(nodes as unknown as TreeNodes, pageMost)
  return (made?.changes ?? []).flatMap(one => (one.op === 'set' && one.field === 'page' ? [one.id] : []))
}

/** A table that was read: what it would change, and which lines of it cannot be read. */
export function CsvFound({ editor, found, onClose }: Props & { readonly found: Csv }) {
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
            {found.errors.slice(0, listMost).map((one, i) => (
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
          {found.errors.length > listMost && (
            <span>{t('import.more', { count: found.errors.length - listMost })}</span>
          )}
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
