import { Anchor, Table, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Faces } from '../../ui/faces'
import { Page, Section } from '../../ui/Page'
import { CopyButton } from '../../ui/CopyButton'
import { useQueryOf } from '../client/index'
import { languages } from '../i18n/index'
import { useFormat } from '../i18n/useFormat'

/** One package that is in the product, as the build found it. */
interface Licence {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

async function readLicences(): Promise<readonly Licence[]> {
  const response = await fetch('licences.json')
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  return (await response.json()) as readonly Licence[]
}

/** The engine of this window: the desktop's own, exactly; a browser's as far as it tells. */
function engine(chromium: string | null | undefined): string {
  if (window.fabcase !== undefined && typeof chromium === 'string') return `Chromium ${chromium}`
  const named = /(?:Edg|Chrome|Firefox|Version)\/[\d.]+/.exec(navigator.userAgent)?.[0]
  return named?.replace('/', ' ') ?? navigator.userAgent
}

function useVersions(): readonly (readonly [name: string, value: string])[] {
  const { t } = useTranslation('app')
  const f = useFormat()
  const state = useQueryOf('stores.state', {})
  const { data } = useQueryOf('store.versions', {})
  const known = (value: string | number | undefined): string => String(value ?? '—')
  const electron = data?.electron ?? null
  return [
    [t('about.core'), known(state.data?.version)],
    [t('about.window'), window.fabcase?.version ?? t('about.browser')],
    [t('about.format'), known(data?.format)],
    ['SQLite', known(data?.sqlite)],
    ['Node.js', known(data?.node)],
    ...(electron === null ? [] : [['Electron', electron] as const]),
    [t('about.engine'), engine(data?.chromium)],
    [t('about.system'), known(data?.system)],
    [t('about.languages'), Object.values(languages).join(', ')],
    [t('about.zone'), f.zone()]
  ]
}

/** Versions of what runs, and the licences of everything that is built in. */
export default function About() {
  const { t } = useTranslation('app')
  const licences = useQuery({ queryKey: ['licences'], queryFn: readLicences, staleTime: Infinity })
  const [filter, setFilter] = useState('')
  const [open, setOpen] = useState<string | null>(null)
  const versions = useVersions()
  const wanted = filter.trim().toLowerCase()
  return (
    <Page
      title={t('about.title')}
      actions={
        <CopyButton
          label={t('about.copy')}
          text={() => versions.map(([name, value]) => `${name}: ${value}`).join('\n')}
        />
      }
    >
      <Section title={t('about.versions')}>
        <Table withRowBorders={false} w="auto">
          <Table.Tbody>
            {versions.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Td c="dimmed">{name}</Table.Td>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Section>
      <Section
        title={t('about.licences')}
        flush
        actions={
          <TextInput
            aria-label={t('about.filter')}
            placeholder={t('about.filter')}
            value={filter}
            onChange={event => {
              setFilter(event.currentTarget.value)
            }}
          />
        }
      >
        <Text size="xs" c="dimmed" px="sm" py={6}>
          {t('about.inside')}
        </Text>
        <Faces of={licences}>
          {all => (
            <Table stickyHeader>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('about.package')}</Table.Th>
                  <Table.Th>{t('about.version')}</Table.Th>
                  <Table.Th>{t('about.licence')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all
                  .filter(one => `${one.name} ${one.licence}`.toLowerCase().includes(wanted))
                  .map(one => {
                    const id = `${one.name}@${one.version}`
                    return (
                      <Fragment key={id}>
                        <Table.Tr>
                          <Table.Td>{one.name}</Table.Td>
                          <Table.Td>{one.version}</Table.Td>
                          <Table.Td>
                            {one.text === '' ? (
                              one.licence
                            ) : (
                              <Anchor
                                component="button"
                                size="sm"
                                aria-expanded={open === id}
                                onClick={() => {
                                  setOpen(open === id ? null : id)
                                }}
                              >
                                {one.licence}
                              </Anchor>
                            )}
                          </Table.Td>
                        </Table.Tr>
                        {open === id && (
                          <Table.Tr>
                            <Table.Td colSpan={3}>
                              <Text component="pre" ff="monospace" size="xs" m={0}>
                                {one.text}
                              </Text>
                            </Table.Td>
                          </Table.Tr>
                        )}
                      </Fragment>
                    )
                  })}
              </Table.Tbody>
            </Table>
          )}
        </Faces>
      </Section>
    </Page>
  )
}
