const files = import.meta.glob<{ [key: string]: never }>('../../../resources/locales/zh-CN/*.json', {
  eager: true,
  import: 'default'
})

/** Every text of this language by namespace; one chunk, loaded when the language is used. */
export default Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [
    path.slice(path.lastIndexOf('/') + 1, -'.json'.length),
    texts
  ])
)
