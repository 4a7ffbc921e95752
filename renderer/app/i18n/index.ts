import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { counted } from './counted'

/** Languages FabCase speaks completely. */
export const languages = { en: 'English', 'zh-CN': '简体中文' } as const

/** One of {@link languages}. */
export type Language = keyof typeof languages

type Texts = { readonly [key: string]: string | Texts }

const loaders: Record<Language, () => Promise<{ default: Record<string, Texts> }>> = {
  en: () => import('./texts.en'),
  'zh-CN': () => import('./texts.zh-CN')
}

const storageKey = 'fabcase.language'

/** True for a language FabCase has texts in. */
export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value)
}

/** The person's earlier choice, else the system's language, else English. */
function preferredLanguage(): Language {
  const kept = localStorage.getItem(storageKey)
  if (isLanguage(kept)) return kept
  return navigator.languages.some(tag => tag.toLowerCase().startsWith('zh')) ? 'zh-CN' : 'en'
}

/** The language in use. */
export function language(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en'
}

async function load(wanted: Language): Promise<void> {
  const { default: texts } = await loaders[wanted]()
  for (const [namespace, bundle] of Object.entries(texts)) {
    i18next.addResourceBundle(wanted, namespace, bundle)
  }
}

/** Start i18next in the preferred language; call once before rendering. */
export async function startLanguage(): Promise<void> {
  const first = preferredLanguage()
  await i18next.use(initReactI18next).init({
    lng: first,
    fallbackLng: false,
    defaultNS: 'app',
    resources: {},
    // A fault may come without a detail that its text has a blank for.
    interpolation: { escapeValue: false },
    missingInterpolationHandler: () => '',
    returnNull: false
  })
  i18next.services.formatter?.add('count', counted)
  await load(first)
  await setLanguage(first)
}

/** Switch every text of the window now, and remember the choice. */
export async function setLanguage(wanted: Language): Promise<void> {
  if (!i18next.hasResourceBundle(wanted, 'app')) await load(wanted)
  await i18next.changeLanguage(wanted)
  document.documentElement.lang = wanted
  localStorage.setItem(storageKey, wanted)
  window.fabcase?.setLanguage(wanted)
}
