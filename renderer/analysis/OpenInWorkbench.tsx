import { Button } from '@mantine/core'
import { IconChartScatter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { go } from '../app/navigation'
import { benchOf, routeOfBench } from './address'

interface Props {
  readonly sets: readonly string[]
  readonly caseId: string | null
}

/** The way from measurements to the data workbench, one file or several as one. */
export function OpenInWorkbench({ sets, caseId }: Props) {
  const { t } = useTranslation('analysis')
  return (
    <Button
      leftSection={<IconChartScatter size={14} />}
      disabled={sets.length === 0}
      onClick={() => {
        go(routeOfBench(benchOf(sets, caseId), sessionStorage))
      }}
    >
      {sets.length > 1 ? t('open.together', { count: sets.length }) : t('open.one')}
    </Button>
  )
}
