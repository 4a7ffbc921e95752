import '../../../../renderer/app/boot'

const wanted = new URLSearchParams(location.search)

/** `?app=<scene>` starts the whole application on scripted answers; without it the pieces are shown. */
if (wanted.has('app')) {
  const [{ start }, { Script }] = await Promise.all([
    import('../../../../renderer/app/start'),
    import('./script')
  ])
  await start(new Script(wanted.get('app') ?? ''))
} else {
  const { showPieces } = await import('./pieces')
  await showPieces(wanted.get('only') ?? '')
}
