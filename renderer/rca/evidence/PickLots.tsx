import { Pill, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { LotPicker } from '../../ui/pickers/LotPicker'
import css from './evidence.module.css'
import { lotsIn, lotsMost } from './lots'

interface Props {
  readonly value: readonly string[]
  readonly onChange: (lots: readonly string[]) => void
  /** Of the lots those that neither the register nor a file knows. */
  readonly unknown: readonly string[]
}

/** A list of lots: chosen one by one from the register, typed or pasted. What is typed counts at once. */
export function PickLots({ value, onChange, unknown }: Props) {
  const { t } = useTranslation('rca')
  const [lots, setLots] = useState<readonly string[]>(value)
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<string | null>(null)
  const found = useQueryOf('lots.get', { id: picked ?? '' }, { enabled: picked !== null })
  const keep = (next: readonly string[], rest = ''): void => {
    const unique = [...new Set(next)].slice(0, lotsMost)
    setLots(unique)
    setTyped(rest)
    onChange([...new Set([...unique, ...lotsIn(rest)])].slice(0, lotsMost))
  }
  // The picker tells an id; the list holds what is written on the lot.
  const number = picked !== null && found.data?.id === picked ? found.data.lotNumber : null
  if (number !== null) {
    setPicked(null)
    keep([...lots, number], typed)
  }
  const strange = new Set(unknown)
  return (
    <div className={css.lots}>
      <LotPicker label={t('evidence.lot')} value={picked} onChange={setPicked} />
      <Textarea
        label={t('evidence.pasteLots')}
        value={typed}
        autosize
        minRows={1}
        maxRows={5}
        onChange={event => {
          keep(lots, event.currentTarget.value)
        }}
        onPaste={event => {
          event.preventDefault()
          keep([...lots, ...lotsIn(`${typed} ${event.clipboardData.getData('text/plain')}`)])
        }}
        onKeyDown={event => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || lotsIn(typed).length === 0) return
          event.preventDefault()
          keep([...lots, ...lotsIn(typed)])
        }}
        onBlur={() => {
          keep([...lots, ...lotsIn(typed)])
        }}
      />
      <div className={css.pills}>
        {lots.map(lot => (
          <Pill
            key={lot}
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('evidence.dropLot', { lot }) }}
            {...(strange.has(lot) ? { className: css.unknown ?? '' } : {})}
            onRemove={() => {
              keep(
                lots.filter(one => one !== lot),
                typed
              )
            }}
          >
            {lot}
            {strange.has(lot) && ` · ${t('evidence.unknown')}`}
          </Pill>
        ))}
      </div>
      {value.length > 0 && unknown.length === value.length && (
        <p className={css.warn} role="status">
          {t('evidence.allUnknown')}
        </p>
      )}
    </div>
  )
}
