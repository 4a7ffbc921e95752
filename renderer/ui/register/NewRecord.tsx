import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { FabError } from '@contract/errors'
import { IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultLine } from '../../app/entry/FaultLine'
import { LinkTo } from '../../app/navigation'
import { useShortcut } from '../../app/shortcuts'
import { KeyHint } from '../KeyHint'
import { SaveMark } from '../SaveMark'
import { toastDone } from '../toasts'
import { useDraft } from '../useDraft'
import { problemsOf, refusedField } from './problems'
import css from './register.module.css'
import type { Register, Stored } from './register'
import { useProblems } from './useProblems'

interface Props<R extends Stored, F extends object> {
  readonly of: Register<R, F>
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

/** The form of a record that does not exist yet; its words are kept until it is saved or discarded. */
export function NewRecord<R extends Stored, F extends object>({ of, onClose, onMade }: Props<R, F>) {
  const { t } = useTranslation('register')
  const { t: own } = useTranslation()
  const { searchStr } = useLocation()
  const [base] = useState<F>(() => {
    const params = new URLSearchParams(searchStr)
    return { ...of.blank, ...of.prefill?.(name => params.get(name) ?? '') }
  })
  const [tried, setTried] = useState(false)
  const draft = useDraft<F>({ key: `${of.kind}.new`, base })
  const add = useMutation<R, FabError>({
    mutationFn: () => of.add(draft.value),
    onSuccess: made => {
      draft.done()
      toastDone(t('added', { name: of.nameOf(made) }))
      onMade(made.id)
    }
  })
  const fault = add.error?.fault ?? null
  const problem = useProblems(of, draft.value, fault, tried)
  const other = refusedField(fault)?.other ?? ''
  const submit = (): void => {
    setTried(true)
    if (!add.isPending && problemsOf(of.schema, draft.value).size === 0) add.mutate()
  }
  useShortcut('mod+Enter', own(of.texts.add), submit, { whileTyping: true })
  const title = own(of.texts.add)
  return (
    <section className={css.pane} aria-label={title}>
      <header className={css.head}>
        <h2 className={css.name}>{title}</h2>
        <SaveMark draft={draft} />
        <span className={css.spacer} />
        <Tooltip label={t('close')}>
          <ActionIcon aria-label={t('close')} onClick={onClose}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <form
        className={css.body}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <of.Form draft={draft} problem={problem} readOnly={false} fresh />
        {other !== '' ? (
          <div className={css.notice} role="alert">
            <LinkTo to={`${of.path}/${other}`}>{t('openOther')}</LinkTo>
          </div>
        ) : (
          <FaultLine error={add.error} />
        )}
        <div className={css.acts}>
          <Button type="submit" loading={add.isPending}>
            {t('app:save')}
          </Button>
          <KeyHint keys="mod+Enter" />
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              draft.done()
              onClose()
            }}
          >
            {t('discard')}
          </Button>
        </div>
      </form>
    </section>
  )
}
