import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import type { CaseComment } from '@contract/cases'
import { IconMessages, IconPencil } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useQueryOf } from '../app/client/index'
import { useFormat } from '../app/i18n/useFormat'
import { useMe } from '../app/me'
import { Empty, Faces } from '../ui/faces'
import { KeyHint } from '../ui/KeyHint'
import { TimeAgo } from '../ui/TimeAgo'
import { toastFault } from '../ui/toasts'
import { useDraft } from '../ui/useDraft'
import { useInTurn } from '../ui/useInTurn'
import { usePeople } from '../ui/usePeople'
import css from './Discussion.module.css'
import { MentionBox } from './MentionBox'
import { mentionedIn, stretchesOf } from './mentions'

/** What people say to each other about a case; `@` calls somebody in. */
export default function Discussion({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('cases')
  const answer = useQueryOf('cases.comments', { id: caseId }, { topics: ['comment'] })
  const end = useRef<HTMLDivElement>(null)
  const count = answer.data?.comments.length ?? 0
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'end' })
  }, [count])
  return (
    <div className={css.discussion}>
      <Faces
        of={answer}
        isEmpty={data => data.comments.length === 0}
        empty={
          <Empty compact icon={IconMessages} title={t('discussion.none')} hint={t('discussion.noneHint')} />
        }
      >
        {data => (
          <ol className={css.list} aria-label={t('tabs.discussion')}>
            {data.comments.map(comment => (
              <Comment key={comment.id} comment={comment} />
            ))}
          </ol>
        )}
      </Faces>
      <Composer caseId={caseId} />
      <div ref={end} />
    </div>
  )
}

function Comment({ comment }: { readonly comment: CaseComment }) {
  const { t } = useTranslation('cases')
  const { t: common } = useTranslation('app')
  const f = useFormat()
  const me = useMe()
  const { people } = usePeople()
  const [typed, setTyped] = useState<string | null>(null)
  const edit = useCommand('cases.editComment')
  const own = comment.authorId === me.id
  const save = (): void => {
    if (typed === null || typed.trim() === '') return
    edit.mutate(
      { commentId: comment.id, version: comment.version, text: typed.trim() },
      {
        onSuccess: () => {
          setTyped(null)
        },
        onError: toastFault
      }
    )
  }
  return (
    <li className={css.comment} data-own={own || undefined}>
      <div className={css.head}>
        <b>{comment.author}</b>
        <TimeAgo at={comment.createdAt} />
        {comment.editedAt !== null && (
          <span title={f.dateTime(comment.editedAt)}>{t('discussion.edited')}</span>
        )}
        <span className={css.spacer} />
        {own && typed === null && (
          <Tooltip label={t('discussion.edit')}>
            <ActionIcon
              size={22}
              aria-label={t('discussion.edit')}
              onClick={() => {
                setTyped(comment.text)
              }}
            >
              <IconPencil size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {typed === null ? (
        <p className={css.text}>
          {stretchesOf(comment.text, people).map((stretch, i) =>
            stretch.personId === null ? (
              stretch.text
            ) : (
              <span key={i} className={css.mention} data-me={stretch.personId === me.id || undefined}>
                {stretch.text}
              </span>
            )
          )}
        </p>
      ) : (
        <>
          <MentionBox
            label={t('discussion.edit')}
            value={typed}
            autoFocus
            onChange={setTyped}
            onSubmit={save}
            onCancel={() => {
              setTyped(null)
            }}
          />
          <Group justify="flex-end" mt="xs">
            <Button
              variant="default"
              onClick={() => {
                setTyped(null)
              }}
            >
              {common('cancel')}
            </Button>
            <Button loading={edit.isPending} disabled={typed.trim() === ''} onClick={save}>
              {common('save')}
            </Button>
          </Group>
        </>
      )}
    </li>
  )
}

function Composer({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('cases')
  const { people } = usePeople()
  const draft = useDraft({ key: `comment.${caseId}`, base: { text: '' } })
  const add = useCommand('cases.comment')
  const { text } = draft.value
  const inTurn = useInTurn()
  const typed = useRef(text)
  useEffect(() => {
    typed.current = text
  }, [text])
  const send = (): void => {
    const words = text.trim()
    if (words === '') return
    // The next one can be written at once; what could not be sent comes back before it.
    draft.done()
    inTurn(() =>
      add
        .mutateAsync({ id: caseId, text: words, mentionIds: mentionedIn(words, people) })
        .catch((error: unknown) => {
          draft.set('text', [words, typed.current].filter(one => one !== '').join('\n\n'))
          toastFault(error)
        })
    )
  }
  return (
    <div className={css.composer}>
      <MentionBox
        label={t('discussion.write')}
        placeholder={t('discussion.hint')}
        value={text}
        onChange={next => {
          draft.set('text', next)
        }}
        onSubmit={send}
      />
      <Group justify="flex-end" gap="xs" mt="xs">
        <KeyHint keys="mod+enter" />
        <Button disabled={text.trim() === ''} onClick={send}>
          {t('discussion.send')}
        </Button>
      </Group>
    </div>
  )
}
