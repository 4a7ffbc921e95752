import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/me'
import { useGo, useUrlValue } from '../app/navigation'
import { Empty } from '../ui/faces'
import { Page } from '../ui/Page'
import { SetList } from './SetList'

/** Every measurement set of the store. */
export default function SetsPage() {
  const { t } = useTranslation('instruments')
  const go = useGo()
  const mayImport = useMay('instruments.import')
  const [text, setText] = useUrlValue('q', '')
  const button = mayImport && (
    <Button
      leftSection={<IconFileImport size={14} />}
      onClick={() => {
        go('/import')
      }}
    >
      {t('import.command')}
    </Button>
  )
  return (
    <Page title={t('sets.title')} note={t('sets.note')} actions={button} full>
      <SetList
        text={text}
        onText={setText}
        empty={
          text === '' ? (
            <Empty title={t('sets.empty')} hint={t('sets.emptyHint')} action={button} />
          ) : (
            <Empty title={t('sets.none')} compact />
          )
        }
      />
    </Page>
  )
}
