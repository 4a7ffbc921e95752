import { Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { gateKinds } from '@contract/diagram/faultTree'
import { useTranslation } from 'react-i18next'
import { negate, setField } from './commands/edit'
import { develop, fold, gatesBelow, removeInputs, removeRecords, setPage, wrap } from './commands/shape'
import { child, sibling } from './keys'
import { follow } from './hands'
import { MenuOfMany } from './MenuOfMany'
import { type WhatIf, whatIfStates } from './results/useWhatIf'
import { newId, type TreeEditor } from './useTree'
import type { Place } from './view'

interface Props {
  readonly editor: TreeEditor
  readonly whatIf: WhatIf
  readonly at: { readonly x: number; readonly y: number }
  readonly onClose: () => void
}

/** What can be done with the place that has the focus, with the keys that do it; or with all that is selected. */
export function TreeMenu({ editor, whatIf, at, onClose }: Props) {
  const { record, selection } = editor
  const { focus } = selection
  const place = editor.places.get(focus ?? '')
  if (record === null || focus === null || place === undefined) return null
  const several = selection.nodes.size > 1
  // The key that opened it is still on its way to the page, and must not count as one pressed outside.
  return (
    <Menu
      opened
      onClose={onClose}
      width={260}
      position="bottom-start"
      returnFocus
      clickOutsideEvents={['mousedown', 'touchstart']}
    >
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        {several ? (
          <MenuOfMany editor={editor} />
        ) : (
          <OfOne editor={editor} whatIf={whatIf} focus={focus} place={place} />
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

interface OneProps extends Pick<Props, 'editor' | 'whatIf'> {
  readonly focus: string
  readonly place: Place
}

function OfOne({ editor, whatIf, focus, place }: OneProps) {
  const { t } = useTranslation('faultTree')
  const { open, selection, run, tree } = editor
  const { record } = place
  const may = !open.readOnly
  const input = open.nodes.get(focus)
  const uses = tree.uses.get(record.id)?.length ?? 0
  return (
    <>
      {may && (
        <>
          <Menu.Item
            rightSection="Tab"
            onClick={() => {
              run(child(editor, { type: 'event' }), 'write')
            }}
          >
            {t('do.childEvent')}
          </Menu.Item>
          <Menu.Item
            onClick={() => {
              run(child(editor, { type: 'gate' }), 'write')
            }}
          >
            {t('do.childGate')}
          </Menu.Item>
          {input?.type === 'input' && (
            <Menu.Item
              rightSection="Enter"
              onClick={() => {
                run(sibling(editor, { type: 'event' }), 'write')
              }}
            >
              {t('do.siblingEvent')}
            </Menu.Item>
          )}
          <Menu.Item
            onClick={() => {
              run(wrap(open.nodes, focus, newId))
            }}
          >
            {t('do.wrap')}
          </Menu.Item>
          {input?.type === 'input' && (
            <Menu.Item
              onClick={() => {
                run(negate(open.nodes, focus))
              }}
            >
              {t(input.data.negated ? 'do.plain' : 'do.negate')}
            </Menu.Item>
          )}
          {record.type === 'gate' ? (
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item>{t('properties.gate')}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown>
                {gateKinds.map(kind => (
                  <Menu.Item
                    key={kind}
                    onClick={() => {
                      run(setField(open.nodes, record.id, 'gate', kind, 'gate'))
                    }}
                  >
                    {t(`gates.${kind}`)}
                  </Menu.Item>
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          ) : (
            <Menu.Item
              onClick={() => {
                run(develop(open.nodes, record.id, newId))
              }}
            >
              {t('do.develop')}
            </Menu.Item>
          )}
          <Menu.Divider />
        </>
      )}
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item>{t('whatIf.set')}</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          {whatIfStates.map(state => (
            <Menu.Item
              key={String(state)}
              rightSection={
                (whatIf.given.get(record.id) ?? null) === state ? (
                  <IconCheck size={14} aria-label={t('whatIf.now')} />
                ) : null
              }
              onClick={() => {
                whatIf.set(record.id, state)
              }}
            >
              {t(state === null ? `whatIf.${record.type}` : state ? 'whatIf.true' : 'whatIf.false')}
            </Menu.Item>
          ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
      {record.type === 'gate' && (
        <>
          {may && input?.type === 'input' && (
            <Menu.Item
              onClick={() => {
                run(setPage(open.nodes, [record.id], !record.data.page))
              }}
            >
              {t(
                !record.data.page
                  ? 'do.breakOut'
                  : editor.page?.id === record.id
                    ? 'do.bringBackUp'
                    : 'do.bringBack'
              )}
            </Menu.Item>
          )}
          {may && (
            <>
              <Menu.Item
                rightSection="Space"
                onClick={() => {
                  run(fold(open.nodes, [record.id], !record.data.collapsed))
                }}
              >
                {t(record.data.collapsed ? 'do.unfold' : 'do.fold')}
              </Menu.Item>
              <Menu.Item
                onClick={() => {
                  run(fold(open.nodes, gatesBelow(open.nodes, record.id), true))
                }}
              >
                {t('do.foldBelow')}
              </Menu.Item>
              <Menu.Item
                onClick={() => {
                  run(fold(open.nodes, [record.id, ...gatesBelow(open.nodes, record.id)], false))
                }}
              >
                {t('do.unfoldBelow')}
              </Menu.Item>
            </>
          )}
        </>
      )}
      {(uses > 1 || place.showing === 'transfer') && (
        <Menu.Item
          onClick={() => {
            follow(editor)
          }}
        >
          {t(
            place.showing === 'transfer'
              ? 'do.toPage'
              : record.type === 'gate'
                ? 'do.toOriginal'
                : 'do.nextUse'
          )}
        </Menu.Item>
      )}
      {may && (
        <>
          <Menu.Divider />
          {input?.type === 'input' && (
            <Menu.Item
              color="red"
              rightSection="Del"
              onClick={() => {
                run(removeInputs(open.nodes, [...selection.nodes]))
              }}
            >
              {t('do.remove')}
            </Menu.Item>
          )}
          {input?.type === 'input' && (
            <Menu.Item
              rightSection="Shift+Del"
              onClick={() => {
                run(removeInputs(open.nodes, [...selection.nodes], 'input'))
              }}
            >
              {t('do.removeInput')}
            </Menu.Item>
          )}
          {(uses > 1 || input?.type !== 'input') && tree.gates.length > 1 && (
            <Menu.Item
              color="red"
              onClick={() => {
                run(removeRecords(open.nodes, [record.id]))
              }}
            >
              {uses === 0 ? t('do.removeGate') : t('do.removeAll', { n: uses })}
            </Menu.Item>
          )}
        </>
      )}
    </>
  )
}
