import type { Output } from '@contract/index'
import { Button, NumberInput, Select, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUrlValue } from '../app/navigation'
import { StateBadge } from '../ui/StateBadge'
import css from './defects.module.css'
import { readPlacing, writePlacing } from './placing'

type Placing = Output<'defects.overlay'>['placing']

interface Props {
  readonly applied: Placing
  readonly found: boolean
  readonly ties: number
}

/** How the tester's dies lie on the inspected ones: as found, or as a person sets it. */
export function OverlayPlacing({ applied, found, ties }: Props) {
  const { t } = useTranslation('defects')
  const [text, setText] = useUrlValue('place', '')
  const given = readPlacing(text)
  // A turn or a flip moves the dies elsewhere: the shift is found again.
  const turn = (change: Partial<Omit<Placing, 'shift'>>): void => {
    const { turn: by, flipX, flipY } = applied
    setText(writePlacing({ turn: by, flipX, flipY, ...change, shift: null }))
  }
  const shift = (axis: 'x' | 'y', value: string | number): void => {
    const to = Number(value)
    if (value === '' || !Number.isInteger(to)) return
    setText(writePlacing({ ...applied, shift: { ...applied.shift, [axis]: to } }))
  }
  return (
    <div className={css.placing} role="group" aria-label={t('overlay.placing')}>
      <Select
        size="xs"
        w={118}
        label={t('overlay.turn')}
        value={String(applied.turn)}
        allowDeselect={false}
        onChange={next => {
          turn({ turn: Number(next) })
        }}
        data={[0, 1, 2, 3].map(value => ({ value: String(value), label: `${value * 90}°` }))}
      />
      {(['x', 'y'] as const).map(axis => (
        <NumberInput
          key={axis}
          size="xs"
          w={92}
          label={t(`overlay.shift.${axis}`)}
          min={-10_000}
          max={10_000}
          allowDecimal={false}
          value={applied.shift[axis]}
          onChange={value => {
            if (value !== applied.shift[axis]) shift(axis, value)
          }}
        />
      ))}
      <Switch
        size="xs"
        label={t('overlay.flip.x')}
        checked={applied.flipX}
        onChange={event => {
          turn({ flipX: event.currentTarget.checked })
        }}
      />
      <Switch
        size="xs"
        label={t('overlay.flip.y')}
        checked={applied.flipY}
        onChange={event => {
          turn({ flipY: event.currentTarget.checked })
        }}
      />
      <span className={css.placed}>
        {found && ties > 0 ? (
          <StateBadge tone="warn">{t('overlay.ties', { count: ties })}</StateBadge>
        ) : (
          <StateBadge tone={found ? 'ok' : 'info'}>{t(found ? 'overlay.found' : 'overlay.given')}</StateBadge>
        )}
        {given !== null && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              setText('')
            }}
          >
            {t('overlay.findAgain')}
          </Button>
        )}
      </span>
    </div>
  )
}
