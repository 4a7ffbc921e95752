import { gateKinds } from '@contract/diagram/faultTree'
import { Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { recordsAt, setFields } from './commands/many'
import { fold, removeInputs, setPage } from './commands/shape'
import type { TreeEditor } from './useTree'

/** What can be done with several gates and events at once; each is one step. */
export function MenuOfMany({ editor }: { readonly editor: TreeEditor }) {
  const { t } = useTranslation('faultTree')
  const { open, selection, run } = editor
  const { nodes } = open
  const records = recordsAt(nodes, selection.nodes)
  const gates = records.filter(record => record.type === 'gate')
  const ids = gates.map(gate => gate.id)
  if (open.readOnly) return null
  const shaped = [
    ['do.fold', () => fold(nodes, ids, true)],
    ['do.unfold', () => fold(nodes, ids, false)],
    ['do.breakOut', () => setPage(nodes, ids, true)],
    ['do.bringBack', () => setPage(nodes, ids, false)]
  ] as const
  return (
    <>
      {gates.length > 0 && gates.length === records.length && (
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item>{t('properties.gate')}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            {gateKinds.map(kind => (
              <Menu.Item
                key={kind}
                onClick={() => {
                  run(setFields(gates, 'gate', kind, 'gate'))
                }}
              >
                {t(`gates.${kind}`)}
              </Menu.Item>
            ))}
          </Menu.Sub.Dropdown>
        </Menu.Sub>
      )}
      {gates.length > 0 &&
        shaped.map(([key, made]) => (
          <Menu.Item
            key={key}
            onClick={() => {
              run(made())
            }}
          >
            {t(key)}
          </Menu.Item>
        ))}
      {gates.length > 0 && <Menu.Divider />}
      <Menu.Item
        color="red"
        rightSection="Del"
        onClick={() => {
          run(removeInputs(nodes, [...selection.nodes]))
        }}
      >
        {t('do.remove')}
      </Menu.Item>
      <Menu.Item
        rightSection="Shift+Del"
        onClick={() => {
          run(removeInputs(nodes, [...selection.nodes], 'input'))
        }}
      >
        {t('do.removeInput')}
      </Menu.Item>
    </>
  )
}
