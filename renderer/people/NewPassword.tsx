import type { FabError } from '@contract/errors'
import { Button, Group, PasswordInput } from '@mantine/core'
import { IconDice5 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQueryOf } from '../app/client/index'
import { CopyButton } from '../ui/CopyButton'
import { generatePassword } from './generate'

/** Every reason the core gave against a password, in words; empty when that is not what went wrong. */
function useWeakReasons(error: FabError | null): readonly string[] {
  const { t } = useTranslation('people')
  const reasons = error?.fault.key === 'people.weakPassword' ? error.fault.details.reasons : undefined
  return Array.isArray(reasons) ? reasons.map(reason => t(`password.reasons.${String(reason)}`)) : []
}

interface Props {
  readonly label: string
  readonly description: string
  readonly value: string
  readonly error: FabError | null
  readonly autoFocus?: boolean
  readonly onChange: (password: string) => void
}

/** A password for somebody else: typed, or made up and copied. */
export function NewPassword({ label, description, value, error, autoFocus = false, onChange }: Props) {
  const { t } = useTranslation('people')
  const policy = useQueryOf('people.policy', {})
  const [shown, setShown] = useState(false)
  const reasons = useWeakReasons(error)
  return (
    <div>
      <PasswordInput
        label={label}
        description={description}
        required
        value={value}
        visible={shown}
        onVisibilityChange={setShown}
        autoComplete="new-password"
        data-autofocus={autoFocus || undefined}
        error={reasons.length > 0 ? reasons.join(' ') : null}
        onChange={event => {
          onChange(event.currentTarget.value)
        }}
      />
      <Group gap="xs" mt={6}>
        <Button
          variant="default"
          leftSection={<IconDice5 size={14} />}
          onClick={() => {
            setShown(true)
            onChange(generatePassword(policy.data?.minLength ?? 12))
          }}
        >
          {t('password.make')}
        </Button>
        {value !== '' && <CopyButton label={t('password.copy')} text={() => value} />}
      </Group>
    </div>
  )
}
