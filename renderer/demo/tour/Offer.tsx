import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { tour } from './state'
import type { TourRole } from './steps'

/** The first time somebody is here: what the tour is, to take or to leave. */
export function Offer({ role }: { readonly role: TourRole }) {
  const { t } = useTranslation('demo')
  return (
    <Modal opened onClose={tour.decline} title={t('tour.offer.title')} size={440}>
      <Stack>
        <Text size="sm">{t('tour.offer.what', { role: t(`people:roles.${role}`) })}</Text>
        <Text size="sm" c="dimmed">
          {t('tour.offer.roles')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={tour.decline}>
            {t('tour.offer.later')}
          </Button>
          <Button data-autofocus onClick={tour.start}>
            {t('tour.offer.start')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
