import type { UpdateState } from '@contract/desktop'
import { confirm, type DialogSource } from './dialogs'
import { text, type Language } from './texts'
import type { Updater } from './update/updater'

function sentence(language: Language, state: UpdateState): string {
  switch (state.state) {
    case 'off':
      return text(language, 'updates.off')
    case 'failed':
      return text(language, 'updates.failed', { reason: state.reason })
    case 'current':
    case 'available':
    case 'ready':
      return text(language, `updates.${state.state}`, { version: state.version })
  }
}

/** 'Look for updates' of the menu: look, say what was found, install when the person wants it. */
export async function talkUpdates(
  updater: Pick<Updater, 'check' | 'install'>,
  dialogs: DialogSource,
  language: Language
): Promise<void> {
  let state = await updater.check()
  if (state.state === 'available') {
    const wanted = await confirm(dialogs, {
      title: text(language, 'updates.title'),
      text: sentence(language, state),
      yes: text(language, 'updates.install'),
      no: text(language, 'updates.later')
    })
    if (!wanted) return
    state = await updater.install()
  }
  await dialogs.message({
    type: state.state === 'failed' ? 'warning' : 'info',
    title: text(language, 'updates.title'),
    message: text(language, 'updates.title'),
    detail: sentence(language, state),
    buttons: [text(language, 'dialog.ok')]
  })
}
