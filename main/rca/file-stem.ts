/** What a file of a title is called, without what a file system would refuse. */
export const fileStem = (title: string): string =>
  title
    .replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_')
    .slice(0, 80)
    .trim() || 'diagram'
