import type { StoreState } from '@contract/stores'
import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { FaultLine } from '../app/entry/FaultLine'
import css from './demo.module.css'
import { Making } from './Making'

interface Props {
  /** It was made before and only needs opening. */
  readonly present: boolean
  readonly onOpened: (state: StoreState) => void
}

/** On the launcher: a fab to look around in, made by one click. */
export function DemoChoice({ present, onOpened }: Props) {
  const { t } = useTranslation('demo')
  const open = useCommand('stores.openDemo', { onSuccess: onOpened })
  return (
    <section className={css.choice} aria-labelledby="demo-choice">
      <IconFlask size={22} stroke={1.6} aria-hidden />
      <div className={css.choiceWords}>
        <h2 id="demo-choice">{t('choice.title')}</h2>
        <p>{t('choice.hint')}</p>
        {open.isPending && !present && <Making />}
        <FaultLine error={open.error} />
      </div>
      <Button
        size="sm"
        loading={open.isPending}
        onClick={() => {
          open.mutate({})
        }}
      >
        {present ? t('choice.open') : t('choice.make')}
      </Button>
    </section>
  )
}
