import type { EventModel, SharedModel } from '@contract/diagram/faultTree'
import { Button, Select } from '@mantine/core'
import { IconBooks } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../../../app/client/index'
import { ModelLibrary } from '../library/ModelLibrary'
import { sharedText } from '../library/sharedText'
import css from './panels.module.css'

interface Props {
  readonly model: Extract<EventModel, { kind: 'shared' }>
  readonly disabled: boolean
  readonly onChange: (model: EventModel) => void
}

/** Which of the site's models an event follows, and what that says now. */
export function SharedModelField({ model, disabled, onChange }: Props) {
  const { t } = useTranslation('faultTree')
  const [managing, setManaging] = useState(false)
  const found = useQueryOf('faultModels.list', { limit: 1000 }, { topics: ['fault_model'] })
  const rows = found.data?.rows ?? []
  const row = rows.find(one => one.id === model.modelId)
  const take = (id: string, last: SharedModel): void => {
    onChange({ kind: 'shared', modelId: id, last })
  }
  return (
    <>
      <Select
        label={t('library.which')}
        searchable
        data={rows.map(one => ({ value: one.id, label: one.name }))}
        value={row?.id ?? null}
        placeholder={model.last === null ? t('library.choose') : t('library.gone')}
        nothingFoundMessage={t('library.none')}
        disabled={disabled}
        onChange={id => {
          const chosen = rows.find(one => one.id === id)
          if (chosen !== undefined) take(chosen.id, chosen.model)
        }}
      />
      {model.last !== null && <p className={css.says}>{sharedText(model.last, t)}</p>}
      {found.data !== undefined && row === undefined && model.last !== null && (
        <p className={css.warn}>{t('library.goneSays')}</p>
      )}
      <Button
        variant="default"
        size="compact-xs"
        leftSection={<IconBooks size={13} />}
        onClick={() => {
          setManaging(true)
        }}
      >
        {t('library.manage')}
      </Button>
      {managing && (
        <ModelLibrary
          onClose={() => {
            setManaging(false)
          }}
          {...(disabled ? {} : { onPick: take })}
        />
      )}
    </>
  )
}
