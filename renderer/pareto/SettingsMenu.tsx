import { ActionIcon, Popover, Select, Text, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BoundedNumber } from '../ui/BoundedNumber'
import css from './pareto.module.css'
import type { ParetoView } from './state'

interface Props {
  readonly view: ParetoView
  readonly onChange: (patch: Partial<ParetoView>) => void
}

/** How the chart is cut: the line of the vital few, how many bars, their order, what severity weighs. */
export function SettingsMenu({ view, onChange }: Props) {
  const { t } = useTranslation('pareto')
  const [open, setOpen] = useState(false)
  const orders = view.beside === null ? (['size', 'own'] as const) : (['size', 'own', 'change'] as const)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus width={270}>
      <Popover.Target>
        <Tooltip label={t('controls.more')}>
          <ActionIcon
            aria-label={t('controls.more')}
            aria-expanded={open}
            onClick={() => {
              setOpen(!open)
            }}
          >
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={10}>
        <div className={css.settings}>
          <BoundedNumber
            label={t('settings.vital')}
            description={t('settings.vitalHint')}
            suffix=" %"
            min={5}
            max={100}
            step={5}
            value={Math.round(view.vital * 100)}
            allowDecimal={false}
            onChange={value => {
              onChange({ vital: value / 100 })
            }}
          />
          <BoundedNumber
            label={t('settings.most')}
            min={2}
            max={100}
            value={view.most}
            allowDecimal={false}
            onChange={most => {
              onChange({ most })
            }}
          />
          <Select
            label={t('settings.order')}
            value={view.order}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={orders.map(value => ({ value, label: t(`settings.orders.${value}`) }))}
            onChange={value => {
              const order = orders.find(known => known === value)
              if (order !== undefined) onChange({ order })
            }}
          />
          {view.weight === 'severity' && (
            <>
              <div className={css.line} role="group" aria-label={t('settings.severity')}>
                {(['critical', 'major', 'minor'] as const).map(grade => (
                  <BoundedNumber
                    key={grade}
                    label={t(`settings.${grade}`)}
                    min={0}
                    max={1000}
                    value={view.severity[grade]}
                    onChange={value => {
                      onChange({ severity: { ...view.severity, [grade]: value } })
                    }}
                  />
                ))}
              </div>
              <Text size="xs" c="dimmed">
                {t('settings.severityHint')}
              </Text>
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
