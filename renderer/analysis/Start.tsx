import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/me'
import { go } from '../app/navigation'
import { Empty } from '../ui/faces'
import { Page } from '../ui/Page'
import { benchOf, routeOfBench } from './address'
import { SavedViews } from './SavedViews'
import { SetChooser } from './SetChooser'

/** The workbench before anything is in it: which files, or which view kept from before. */
export function Start({ caseId }: { readonly caseId: string | null }) {
  const { t } = useTranslation('analysis')
  const mayImport = useMay('instruments.import')
  return (
    <Page title={t('title')} note={t('start.note')} full actions={<SavedViews bench={null} />}>
      <SetChooser
        taken={[]}
        caseId={caseId}
        action={count => t('start.open', { count })}
        onTake={sets => {
          go(routeOfBench(benchOf(sets, caseId), sessionStorage))
        }}
        empty={
          <Empty
            title={t('start.empty')}
            hint={t('start.emptyHint')}
            action={
              mayImport && (
                <Button
                  leftSection={<IconFileImport size={14} />}
                  onClick={() => {
                    go('/import')
                  }}
                >
                  {t('start.import')}
                </Button>
              )
            }
          />
        }
      />
    </Page>
  )
}
