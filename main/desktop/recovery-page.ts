import { text, type Language, type TextKey } from './texts'

/** What stopped: the data service, or the content of a window. */
export type Stopped = 'core' | 'page'

/** Path of the built-in page, on the program's own origin. */
export const recoveryPath = '/recovery.html'

/** Path of its script: the policy of pages allows none inside the page. */
export const recoveryScriptPath = '/recovery.js'

function escape(value: string): string {
  return value.replaceAll(/[&<>"']/g, char => `&#${String(char.codePointAt(0))};`)
}

/**
 * The page shown when nothing else can be: plain HTML of main's own making, which needs neither the
 * renderer's bundle nor the core. It says what happened, what is safe and what to do.
 */
export function recoveryPage(language: Language, stopped: Stopped, detail: string, nonce: string): string {
  const say = (key: TextKey): string => escape(text(language, key))
  const heading = say(stopped === 'core' ? 'recovery.coreHeading' : 'recovery.pageHeading')
  const what = say(stopped === 'core' ? 'recovery.coreText' : 'recovery.pageText')
  const steps = ['recovery.stepAgain', 'recovery.stepDisk', 'recovery.stepLog'] as const
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>${say('recovery.title')}</title>
<style nonce="${nonce}">
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 15px/1.55 system-ui, sans-serif;
  color: light-dark(#212529, #dee2e6); background: light-dark(#ffffff, #1a1b1e) }
main { max-width: 34rem; padding: 2rem }
h1 { font-size: 1.35rem; margin: 0 0 .75rem }
button { font: inherit; padding: .45rem 1rem; margin: .5rem .5rem 0 0; border-radius: 4px; cursor: pointer;
  border: 1px solid light-dark(#868e96, #909296); background: transparent; color: inherit }
button.first { background: #1864ab; border-color: #1864ab; color: #fff }
button:focus-visible { outline: 2px solid #4dabf7; outline-offset: 2px }
code { font-size: .85rem; overflow-wrap: anywhere }
</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<p>${what}</p>
<p>${say('recovery.todo')}</p>
<ul>${steps.map(step => `<li>${say(step)}</li>`).join('')}</ul>
<p>
<button class="first" id="again" data-working="${say('recovery.working')}">${say('recovery.again')}</button>
<button id="log" data-saved="${say('recovery.saved')}" data-failed="${say('recovery.notSaved')}">${say('recovery.saveLog')}</button>
</p>
<p role="status" id="status"></p>
<details><summary>${say('recovery.detail')}</summary><code>${escape(detail)}</code></details>
</main>
<script src="${recoveryScriptPath}"></script>
</body>
</html>
`
}

/** Script of {@link recoveryPage}: two buttons over the bridge. */
export const recoveryScript = `'use strict'
const again = document.getElementById('again')
const log = document.getElementById('log')
const status = document.getElementById('status')
again.addEventListener('click', () => {
  again.disabled = true
  status.textContent = again.dataset.working
  window.fabcase.restartCore()
})
log.addEventListener('click', () => {
  window.fabcase.exportLog().then(
    name => { if (name !== null) status.textContent = log.dataset.saved.replace('{{name}}', name) },
    () => { status.textContent = log.dataset.failed }
  )
})
again.focus()
`
