import { demoPeople } from '@contract/demo'
import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { initials } from '../app/shell/initials'
import menus from '../app/shell/menus.module.css'
import css from './demo.module.css'

interface Props {
  readonly busy: boolean
  readonly onPick: (login: string, password: string) => void
}

/** Who may be tried in a demo store, with the passwords that are no secret here; one click signs in. */
export function DemoPeople({ busy, onPick }: Props) {
  const { t } = useTranslation('demo')
  return (
    <div className={css.people} role="group" aria-label={t('people.title')}>
      <p className={css.peopleHint}>{t('people.hint')}</p>
      {demoPeople.map(person => (
        <UnstyledButton
          key={person.login}
          className={css.person}
          disabled={busy}
          onClick={() => {
            onPick(person.login, person.password)
          }}
        >
          <span className={menus.face} aria-hidden>
            {initials(person.name)}
          </span>
          <span className={css.personWords}>
            <b>{t(`people:roles.${person.role}`)}</b>
            <span>{person.name}</span>
          </span>
          <span className={css.personLogin}>
            <span>{person.login}</span>
            <code>{person.password}</code>
          </span>
        </UnstyledButton>
      ))}
    </div>
  )
}
