import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconBooks,
  IconChevronLeft,
  IconChevronRight,
  IconCirclePlus,
  IconFileImport,
  IconListNumbers,
  IconLogicAnd,
  IconPlus,
  IconRepeat,
  IconScissors,
  IconSettings
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addNew } from './commands/edit'
import { toastInfo } from '../../ui/toasts'
import { autoNumber, pageMost, pageOut, unsplit, wrap } from './commands/shape'
import { sibling, child } from './keys'
import { ModelLibrary } from './library/ModelLibrary'
import { RepeatDialog } from './RepeatDialog'
import { newId, type TreeEditor } from './useTree'
import css from './faultTree.module.css'

interface Props {
  readonly editor: TreeEditor
  readonly onImport: () => void
  /** Find, export and what else the editor has. */
  readonly children?: ReactNode
}

/** The bar over the picture: adding, pages, and what is done with the tree as a whole. */
export function TreeTools({ editor, onImport, children }: Props) {
  const { t } = useTranslation('faultTree')
  const { open, record, run, tree } = editor
  const [asking, setAsking] = useState<'repeat' | 'library' | null>(null)
  const may = !open.readOnly
  const focused = editor.selection.focus
  return (
    <div className={css.tools} role="toolbar" aria-label={t('tools')}>
      {may && (
        <>
          <Button
            variant="default"
            leftSection={<IconLogicAnd size={14} />}
            onClick={() => {
              run(
                record?.type === 'gate'
                  ? child(editor, { type: 'gate' })
                  : tree.gates.length === 0
                    ? addNew(open.nodes, null, { type: 'gate' }, newId)
                    : sibling(editor, { type: 'gate' }),
                'write'
              )
            }}
          >
            {t('do.gate')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCirclePlus size={14} />}
            disabled={record === null}
            onClick={() => {
              run(
                record?.type === 'gate'
                  ? child(editor, { type: 'event' })
                  : sibling(editor, { type: 'event' }),
                'write'
              )
            }}
          >
            {t('do.event')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconRepeat size={14} />}
            disabled={record === null}
            onClick={() => {
              setAsking('repeat')
            }}
          >
            {t('do.repeat')}
          </Button>
        </>
      )}
      <PageBar editor={editor} />
      <span className={css.spacer} />
      {children}
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon variant="default" size={28} aria-label={t('do.more')}>
            <IconSettings size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {may && (
            <>
              <Menu.Item leftSection={<IconFileImport size={14} />} onClick={onImport}>
                {t('import.title')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconListNumbers size={14} />}
                onClick={() => {
                  const made = autoNumber(open.nodes, { gate: 'G', event: 'E' })
                  if (made === null) toastInfo(t('do.numbered'))
                  run(made)
                }}
              >
                {t('do.number')}
              </Menu.Item>
              <SplitItem editor={editor} />
              <Menu.Item
                leftSection={<IconPlus size={14} />}
                disabled={focused === null}
                onClick={() => {
                  if (focused !== null) run(wrap(open.nodes, focused, newId))
                }}
              >
                {t('do.wrap')}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Item
            leftSection={<IconBooks size={14} />}
            onClick={() => {
              setAsking('library')
            }}
          >
            {t('library.title')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking === 'repeat' && (
        <RepeatDialog
          editor={editor}
          onClose={() => {
            setAsking(null)
          }}
        />
      )}
      {asking === 'library' && (
        <ModelLibrary
          onClose={() => {
            setAsking(null)
          }}
        />
      )}
    </div>
  )
}

/** Splitting over pages, or why there is nothing to split. Looked at once the menu is open. */
function SplitItem({ editor: { open, run } }: { readonly editor: TreeEditor }) {
  const { t } = useTranslation('faultTree')
  const why = unsplit(open.nodes, pageMost)
  return (
    <Menu.Item
      className={css.explained}
      leftSection={<IconScissors size={14} />}
      disabled={why !== null}
      onClick={() => {
        run(pageOut(open.nodes, pageMost))
      }}
    >
      {t('do.pageOut')}
      {why !== null && <span className={css.why}>{t(`do.unsplit.${why}`, { most: pageMost })}</span>}
    </Menu.Item>
  )
}

/** Which page is shown, and the way to the others. */
function PageBar({ editor }: { readonly editor: TreeEditor }) {
  const { t } = useTranslation('faultTree')
  const { pages, page, turn } = editor
  if (page === null || pages.list.length < 2) return null
  const at = pages.list.indexOf(page)
  const step = (by: number): void => {
    const next = pages.list[at + by]
    if (next !== undefined) turn(next.id)
  }
  return (
    <div className={css.pages} role="group" aria-label={t('page.title')}>
      {page.from !== null && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => {
            editor.show(editor.tree.uses.get(page.id)?.[0]?.id ?? page.id)
          }}
        >
          {t('page.up')}
        </Button>
      )}
      <Tooltip label={t('page.before')}>
        <ActionIcon
          variant="subtle"
          size={24}
          aria-label={t('page.before')}
          disabled={at === 0}
          onClick={() => {
            step(-1)
          }}
        >
          <IconChevronLeft size={14} />
        </ActionIcon>
      </Tooltip>
      <Menu width={320} position="bottom-start">
        <Menu.Target>
          <Button variant="default" size="compact-sm" className={css.pageName}>
            {t('page.of', { n: page.number, all: pages.list.length })} · {page.gate.data.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={css.pageList}>
          {pages.list.map(one => (
            <Menu.Item
              key={one.id}
              aria-current={one.id === page.id ? 'page' : undefined}
              onClick={() => {
                turn(one.id)
              }}
            >
              {one.number} · <b>{one.gate.data.name}</b> {one.gate.data.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tooltip label={t('page.after')}>
        <ActionIcon
          variant="subtle"
          size={24}
          aria-label={t('page.after')}
          disabled={at === pages.list.length - 1}
          onClick={() => {
            step(1)
          }}
        >
          <IconChevronRight size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
