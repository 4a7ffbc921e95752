import bounds from './bounds.mjs'
import noConsole from './no-console.mjs'
import noRawHtml from './no-raw-html.mjs'
import noSyncFs from './no-sync-fs.mjs'
import noUntranslatedText from './no-untranslated-text.mjs'
import types from './types.mjs'

/**
 * The house rules of FabCase. Each but `types` bans something everywhere but in the files its `allow` option
 * names, so that the one place where it may happen is the one place to review.
 */
export default {
  meta: { name: 'fabcase' },
  rules: {
    ...bounds,
    'no-console': noConsole,
    'no-raw-html': noRawHtml,
    'no-sync-fs': noSyncFs,
    'no-untranslated-text': noUntranslatedText,
    types
  }
}
