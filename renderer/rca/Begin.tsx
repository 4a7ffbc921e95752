import { type DiagramKind, diagramKinds } from '@contract/diagram/kinds'
import { UnstyledButton } from '@mantine/core'
import { IconTemplate, IconTopologyStar3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../ui/faces'
import { kindIcons } from './kinds'
import css from './rca.module.css'

interface Props {
  readonly templates: boolean
  /** The one kind that is asked for; null = any. */
  readonly kind: DiagramKind | null
  readonly mayWrite: boolean
  readonly onNew: (kind: string) => void
}

/** Nothing here yet: what each kind of diagram is for, and the button that begins one. */
export function Begin({ templates, kind, mayWrite, onNew }: Props) {
  const { t } = useTranslation('studio')
  if (templates)
    return <Empty icon={IconTemplate} title={t('templates.none')} hint={t('templates.noneHint')} />
  return (
    <Empty
      icon={kind === null ? IconTopologyStar3 : kindIcons[kind]}
      title={kind === null ? t('none') : t('noneOf', { kind: t(`rca:kinds.${kind}`) })}
      hint={t('noneHint')}
      action={
        mayWrite && (
          <div className={css.begin}>
            {diagramKinds
              .filter(one => kind === null || one === kind)
              .map(one => {
                const Sign = kindIcons[one]
                return (
                  <UnstyledButton
                    key={one}
                    className={css.beginCard}
                    onClick={() => {
                      onNew(one)
                    }}
                  >
                    <Sign size={22} stroke={1.4} />
                    <b>{t(`new.${one}`)}</b>
                    <span>{t(`about.${one}`)}</span>
                  </UnstyledButton>
                )
              })}
          </div>
        )
      }
    />
  )
}
