import { useTranslation } from 'react-i18next'
import { useCommand } from '../../app/client/index'
import { toastDone } from '../../ui/toasts'
import type { Department } from '../names'
import { Removal } from '../Removal'

/** A department with people in it stays; the core says so. */
export function RemoveDepartment({
  department: { id, version, name },
  onRemoved,
  onClose
}: {
  readonly department: Department
  readonly onRemoved: () => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation('people')
  const remove = useCommand('departments.remove', {
    onSuccess: () => {
      toastDone(t('departments.removed', { name }))
      onRemoved()
    }
  })
  return (
    <Removal
      title={t('departments.removeTitle', { name })}
      verb={t('departments.remove')}
      error={remove.error}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() => {
        remove.mutate({ id, version })
      }}
    >
      {t('departments.removeWarn')}
    </Removal>
  )
}
