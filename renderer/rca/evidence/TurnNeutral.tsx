import { Alert, Button } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Exhibit } from '../node/facts'
import css from './evidence.module.css'
import { useTitleOf } from './titles'

interface Props {
  readonly neutral: readonly Exhibit[]
  readonly onTurn: (exhibit: Exhibit) => void
}

/** What is linked already, but neutral: a state does not rest on it, unless somebody says that it supports. */
export function TurnNeutral({ neutral, onTurn }: Props) {
  const { t } = useTranslation('rca')
  const titleOf = useTitleOf()
  if (neutral.length === 0) return null
  return (
    <Alert
      color="yellow"
      p={10}
      icon={<IconScale size={16} />}
      title={t('evidence.neutral', { count: neutral.length })}
    >
      <ul className={css.neutral}>
        {neutral.map(one => (
          <li key={one.node.id}>
            <span>{titleOf(one.data.of)}</span>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('evidence.turnOf', { title: titleOf(one.data.of) })}
              onClick={() => {
                onTurn(one)
              }}
            >
              {t('evidence.turn')}
            </Button>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
