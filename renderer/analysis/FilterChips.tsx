import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconFilter, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../app/i18n/useFormat'
import { useShortcut } from '../app/shortcuts'
import { noFilter } from './address'
import css from './analysis.module.css'
import { useBench } from './bench'
import { chipsOf, without } from './steps'
import { Yields } from './TopBar'
import { useSteps } from './useSteps'
import { chipWords } from './words'

/** Every filter that holds, each with the way to be rid of it, and the steps back. */
export function FilterChips() {
  const { t } = useTranslation('analysis')
  const f = useFormat()
  const { view, overview, names, setFilter } = useBench()
  const { filter } = view
  const { undo, redo } = useSteps(filter, setFilter)
  const chips = chipsOf(filter)
  const keys = { group: 'app:keys.edit' }
  useShortcut('mod+z', t('filter.undo'), undo ?? nothing, { ...keys, enabled: undo !== null })
  useShortcut('mod+y', t('filter.redo'), redo ?? nothing, { ...keys, enabled: redo !== null })
  useShortcut('mod+shift+z', t('filter.redo'), redo ?? nothing, { ...keys, enabled: redo !== null })
  return (
    <div className={css.chips} role="group" aria-label={t('filter.title')}>
      <IconFilter size={14} stroke={1.7} className={css.sign} />
      <span className={css.count} role="status">
        {overview === undefined
          ? ''
          : t('filter.shown', { n: f.number(overview.shown), of: f.number(overview.parts) })}
      </span>
      {chips.map(chip => {
        const words = chipWords(chip, t, f, names)
        return (
          <span key={words} className={css.chip}>
            <span className={css.chipWords} title={words}>
              {words}
            </span>
            <ActionIcon
              size={18}
              aria-label={t('filter.remove', { name: words })}
              onClick={() => {
                setFilter(without(filter, chip))
              }}
            >
              <IconX size={12} />
            </ActionIcon>
          </span>
        )
      })}
      {chips.length === 0 && <span className={css.quiet}>{t('filter.none')}</span>}
      {chips.length > 1 && (
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => {
            setFilter(noFilter)
          }}
        >
          {t('filter.clear')}
        </Button>
      )}
      <span className={css.spacer} />
      <Yields />
      <Tooltip label={t('filter.undo')}>
        <ActionIcon
          size={24}
          aria-label={t('filter.undo')}
          disabled={undo === null}
          onClick={undo ?? nothing}
        >
          <IconArrowBackUp size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('filter.redo')}>
        <ActionIcon
          size={24}
          aria-label={t('filter.redo')}
          disabled={redo === null}
          onClick={redo ?? nothing}
        >
          <IconArrowForwardUp size={15} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

function nothing(): void {
  // No step to go.
}
