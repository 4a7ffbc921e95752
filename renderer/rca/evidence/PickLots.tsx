import { Pill, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../app/client/index'
import { LotPicker } from '../../ui/pickers/LotPicker'
import type { Offered } from '../node/facts'
import css from './evidence.module.css'

interface Props {
  readonly onChange: (value: readonly Offered['of'][]) => void
}

const most = 2000

/** A list of lots: chosen one by one from the register, or pasted. */
export function PickLots({ onChange }: Props) {
  const { t } = useTranslation('rca')
  const [lots, setLots] = useState<readonly string[]>([])
  const [pasted, setPasted] = useState('')
  const [picked, setPicked] = useState<string | null>(null)
  const found = useQueryOf('lots.get', { id: picked ?? '' }, { enabled: picked !== null })
  const keep = (next: readonly string[]): void => {
    const unique = [...new Set(next)].slice(0, most)
    setLots(unique)
    onChange(unique.length === 0 ? [] : [{ kind: 'lots', lots: [...unique] }])
  }
  // The picker tells an id; the list holds what is written on the lot.
  const number = picked !== null && found.data?.id === picked ? found.data.lotNumber : null
  if (number !== null) {
    setPicked(null)
    keep([...lots, number])
  }
  const take = (): void => {
    const words = pasted.split(/[\s,;，；、]+/).filter(word => word !== '')
    if (words.length === 0) return
    keep([...lots, ...words.map(word => word.slice(0, 100))])
    setPasted('')
  }
  return (
    <div className={css.lots}>
      <LotPicker label={t('evidence.lot')} value={picked} onChange={setPicked} />
      <Textarea
        label={t('evidence.pasteLots')}
        value={pasted}
        autosize
        minRows={1}
        maxRows={5}
        onChange={event => {
          setPasted(event.currentTarget.value)
        }}
        onBlur={take}
      />
      <div className={css.pills}>
        {lots.map(lot => (
          <Pill
            key={lot}
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('evidence.dropLot', { lot }) }}
            onRemove={() => {
              keep(lots.filter(one => one !== lot))
            }}
          >
            {lot}
          </Pill>
        ))}
      </div>
    </div>
  )
}
