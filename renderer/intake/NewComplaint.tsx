import { intake } from '@contract/intake'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../app/client/index'
import { FaultLine } from '../app/entry/FaultLine'
import { LinkTo, useGo } from '../app/navigation'
import { useShortcut } from '../app/shortcuts'
import { Page } from '../ui/Page'
import { problemsOf } from '../ui/register/problems'
import { SaveMark } from '../ui/SaveMark'
import { toastDone } from '../ui/toasts'
import { useDraft } from '../ui/useDraft'
import { CaseLink } from './CaseLink'
import css from './complaints.module.css'
import { Facts } from './Facts'
import { blankComplaint, type ComplaintFields, titleFromWords } from './fields'
import { Items } from './Items'
import { Words } from './Words'

const schema = intake['complaints.add'].input

/** A complaint that is being taken down; every word is kept from the first key on. */
export function NewComplaint({ search }: { readonly search: string }) {
  const { t } = useTranslation('intake')
  const go = useGo()
  const [base] = useState<ComplaintFields>(() => {
    const given = new URLSearchParams(search)
    return {
      ...blankComplaint(new Date().toISOString()),
      customerId: given.get('customer'),
      caseId: given.get('case')
    }
  })
  const [tried, setTried] = useState(false)
  const draft = useDraft<ComplaintFields>({
    key: base.caseId === null ? 'complaint.new' : `complaint.new.${base.caseId}`,
    base
  })
  const add = useCommand('complaints.add', {
    onSuccess: made => {
      draft.done()
      toastDone(t('complaints.added', { number: made.number }))
      go(`/complaints/${made.id}`, true)
    }
  })
  const { title, words, items } = draft.value
  const ready = {
    ...draft.value,
    title: title.trim() === '' ? titleFromWords(words) : title,
    items: [...items]
  }
  const wrong = problemsOf(schema, ready)
  const problem = (field: string): string | undefined => {
    const found = wrong.get(field)
    return found === undefined || (found === 'required' && !tried)
      ? undefined
      : t(`register:problems.${found}`)
  }
  const submit = (): void => {
    setTried(true)
    if (wrong.size === 0 && !add.isPending) add.mutate(ready)
  }
  useShortcut('mod+Enter', t('complaints.record'), submit, { whileTyping: true })
  return (
    <Page
      title={t('complaints.add')}
      trail={<LinkTo to="/complaints">{t('complaints.title')}</LinkTo>}
      marks={<SaveMark draft={draft} />}
      actions={
        <>
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              draft.done()
              go(base.caseId === null ? '/complaints' : `/cases/${base.caseId}/complaints`)
            }}
          >
            {t('register:discard')}
          </Button>
          <Button loading={add.isPending} onClick={submit}>
            {t('complaints.record')}
          </Button>
        </>
      }
    >
      <FaultLine error={add.error} />
      <div className={css.columns}>
        <div className={css.main}>
          <Words
            value={words}
            readOnly={false}
            fresh
            onChange={next => {
              draft.set('words', next)
            }}
          />
          <Items
            items={items}
            readOnly={false}
            onChange={next => {
              draft.set('items', next)
            }}
          />
        </div>
        <aside className={css.side} aria-label={t('complaints.facts')}>
          <Facts draft={draft} problem={problem} readOnly={false} fresh />
          <CaseLink
            fields={draft.value}
            readOnly={false}
            fresh
            onLink={caseId => {
              draft.set('caseId', caseId)
            }}
          />
        </aside>
      </div>
    </Page>
  )
}
