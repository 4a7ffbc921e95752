import { Button, Group, Text } from '@mantine/core'
import { IconStethoscope, IconTrash, IconZoomCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { Section } from '../ui/Page'
import { toastFault } from '../ui/toasts'
import css from './backup.module.css'
import { LastJob, useLast } from './LastJob'

/** Is everything that should be there there, and as it was written? */
export function StoreCheck() {
  const { t } = useTranslation('backup')
  const { shown, busy } = useLast(['storeCheck'])
  const check = useCommand('store.check')
  const start = (deep: boolean): void => {
    check.mutate({ deep }, { onError: toastFault })
  }
  return (
    <Section title={t('check.title')}>
      <Text size="sm" c="dimmed">
        {t('check.says')}
      </Text>
      <Group mt="sm">
        <Button
          variant="default"
          leftSection={<IconStethoscope size={14} />}
          disabled={busy}
          onClick={() => {
            start(false)
          }}
        >
          {t('check.quick')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconZoomCheck size={14} />}
          disabled={busy}
          onClick={() => {
            start(true)
          }}
        >
          {t('check.deep')}
        </Button>
      </Group>
      <LastJob job={shown} />
    </Section>
  )
}

/** Attachments that no record and no kept backup names take room and can go. */
export function Collect() {
  const { t } = useTranslation('backup')
  const { shown, busy } = useLast(['storeCollect'])
  const [sure, setSure] = useState(false)
  const collect = useCommand('store.collect')
  return (
    <Section title={t('collect.title')}>
      <Text size="sm" c="dimmed">
        {t('collect.says')}
      </Text>
      <Group mt="sm" className={css.sure}>
        {sure ? (
          <>
            <Button
              color="red"
              leftSection={<IconTrash size={14} />}
              autoFocus
              onClick={() => {
                setSure(false)
                collect.mutate({}, { onError: toastFault })
              }}
            >
              {t('collect.sure')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                setSure(false)
              }}
            >
              {t('app:cancel')}
            </Button>
          </>
        ) : (
          <Button
            variant="default"
            leftSection={<IconTrash size={14} />}
            disabled={busy || collect.isPending}
            onClick={() => {
              setSure(true)
            }}
          >
            {t('collect.verb')}
          </Button>
        )}
      </Group>
      <LastJob job={shown} />
    </Section>
  )
}
