import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/noto-sans-sc/index.css'
import '../../../../renderer/app/theme/tokens.css'
import '../../../../renderer/app/theme/global.css'
import { Button, Group, localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { styleNonce } from '../../../../renderer/app/boot'
import { connect, makeQueryClient } from '../../../../renderer/app/client/index'
import { startLanguage } from '../../../../renderer/app/i18n/index'
import { cssVariables } from '../../../../renderer/app/theme/theme'
import { useTheme } from '../../../../renderer/app/theme/useTheme'
import { DropZone } from '../../../../renderer/ui/DropZone'
import { Empty, Failure } from '../../../../renderer/ui/faces'
import { ChoiceField, DayField, NumberField, ProseField, TextField } from '../../../../renderer/ui/fields'
import { ConflictDialog } from '../../../../renderer/ui/ConflictDialog'
import { KeyHint } from '../../../../renderer/ui/KeyHint'
import { Page, Section } from '../../../../renderer/ui/Page'
import { SaveMark } from '../../../../renderer/ui/SaveMark'
import { StateBadge, Verdict } from '../../../../renderer/ui/StateBadge'
import { Tabs } from '../../../../renderer/ui/Tabs'
import { TimeAgo } from '../../../../renderer/ui/TimeAgo'
import { useDraft } from '../../../../renderer/ui/useDraft'
import { FabError } from '@contract/errors'
import { Charts, Grid, Wafer } from './data'
import { Script } from './script'

const scheme = localStorageColorSchemeManager({ key: 'fabcase.scheme' })

interface Note {
  readonly title: string
  readonly severity: string
  readonly due: string | null
  readonly share: number | null
  readonly words: string
}

const note: Note = {
  title: 'Example: leakage at −40 °C after reflow',
  severity: 'major',
  due: '2026-12-04',
  share: 3.2,
  words: '客户反馈：回流焊后低温漏电流超标。\nExample text of a customer.'
}

function Pieces() {
  const [tab, setTab] = useState('facts')
  const draft = useDraft<Note>({
    key: 'gallery.note',
    base: note,
    version: 1,
    save: patch => Promise.resolve({ value: { ...note, ...patch }, version: 2 })
  })
  return (
    <Page
      title="CA-2026-0042 Example: leakage at −40 °C"
      marks={<StateBadge tone="warn">Containment</StateBadge>}
      note="n = 1 204 · 2026-11-01 to 2026-11-21 · as of 14:05"
      trail="Cases"
      actions={
        <>
          <SaveMark draft={draft} />
          <Button variant="default">Export</Button>
          <Button>New case</Button>
        </>
      }
      bar={
        <Tabs
          label="Parts of the case"
          value={tab}
          onChange={setTab}
          items={[
            { value: 'facts', label: 'Facts' },
            { value: 'files', label: 'Files', count: 12 },
            { value: 'talk', label: '讨论', count: 3 }
          ]}
        />
      }
    >
      <Section title="States">
        <Group>
          <StateBadge tone="calm">Draft</StateBadge>
          <StateBadge tone="info">Analysis</StateBadge>
          <StateBadge tone="ok">Closed</StateBadge>
          <StateBadge tone="warn">Due today</StateBadge>
          <StateBadge tone="bad">2 days late</StateBadge>
          <Verdict pass>pass</Verdict>
          <Verdict pass={false}>fail</Verdict>
          <TimeAgo at={Date.now() - 190_000} />
          <KeyHint keys="mod+shift+k" />
          <KeyHint keys="g c" />
        </Group>
      </Section>
      <Section title="Fields">
        <Group align="flex-start" grow>
          <TextField draft={draft} field="title" label="Title" />
          <ChoiceField
            draft={draft}
            field="severity"
            label="Severity"
            data={['critical', 'major', 'minor']}
          />
          <DayField draft={draft} field="due" label="Due" />
          <NumberField draft={draft} field="share" label="Share" suffix=" %" />
        </Group>
        <ProseField draft={draft} field="words" label="Customer's words" mt="sm" />
      </Section>
      <Section title="Files">
        <DropZone
          taking={{ pick: () => undefined, take: () => undefined }}
          hint="STDF, CSV, XLSX, images; many at once"
        />
      </Section>
      <Section title="Faces">
        <Group grow align="stretch">
          <Empty
            compact
            title="No tasks yet"
            hint="A task has an owner and a due day."
            action={<Button>Add task</Button>}
          />
          <Failure
            compact
            error={new FabError('store.locked', { owner: 'lin.mei', address: 'ws-14' })}
            retry={() => undefined}
          />
        </Group>
      </Section>
    </Page>
  )
}

function Dispute() {
  return (
    <ConflictDialog<Note>
      opened
      base={note}
      mine={{ ...note, title: 'Example: leakage below −20 °C', words: 'mine', share: 4 }}
      theirs={{ ...note, title: 'Example: cold leakage', severity: 'critical', words: 'theirs' }}
      theirsBy="Anna Novak, 14:05"
      fields={[
        { name: 'title', label: 'Title' },
        { name: 'severity', label: 'Severity' },
        { name: 'share', label: 'Share' },
        { name: 'words', label: "Customer's words" }
      ]}
      onResolve={() => undefined}
      onCancel={() => undefined}
    />
  )
}

const shows: Readonly<Record<string, () => React.ReactNode>> = {
  '': () => <Pieces />,
  conflict: () => <Dispute />,
  charts: () => <Charts />,
  wafer: () => <Wafer dies={4000} />,
  bigWafer: () => <Wafer dies={100_000} />,
  grid: () => <Grid rows={100_000} />
}

/** The pieces by themselves: `?only=charts`, `wafer`, `bigWafer`, `grid`, `conflict`. */
export async function showPieces(only: string): Promise<void> {
  await startLanguage()
  connect(new Script('in'))
  const root = document.getElementById('root')
  if (root === null) return
  createRoot(root).render(<Stage>{shows[only]?.()}</Stage>)
}

function Stage({ children }: { readonly children: React.ReactNode }) {
  const theme = useTheme()
  const [client] = useState(makeQueryClient)
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={scheme}
      getStyleNonce={() => styleNonce() ?? ''}
    >
      <QueryClientProvider client={client}>
        <main style={{ height: '100%' }}>{children}</main>
      </QueryClientProvider>
    </MantineProvider>
  )
}
