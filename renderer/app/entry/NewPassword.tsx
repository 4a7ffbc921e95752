import { PasswordInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly label: string
  /** Characters a password has at the least. */
  readonly least: number
  readonly value: string
  readonly again: string
  readonly onValue: (value: string) => void
  readonly onAgain: (again: string) => void
}

/** A new password, typed twice; says so while the two differ. */
export function NewPassword({ label, least, value, again, onValue, onAgain }: Props) {
  const { t } = useTranslation('app')
  const differ = again !== '' && again !== value
  return (
    <>
      <PasswordInput
        size="sm"
        label={label}
        description={t('password.rule', { count: least })}
        value={value}
        autoComplete="new-password"
        onChange={event => {
          onValue(event.currentTarget.value)
        }}
      />
      <PasswordInput
        size="sm"
        label={t('password.again')}
        value={again}
        autoComplete="new-password"
        error={differ ? t('password.differ') : null}
        onChange={event => {
          onAgain(event.currentTarget.value)
        }}
      />
    </>
  )
}
