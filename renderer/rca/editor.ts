import type { OpenDiagram } from '../diagram/session/useDiagram'

/** What every editor is given. It fills its parent, which has a fixed height. */
export interface EditorProps {
  /** Opened by the screen; its kind is the editor's own. */
  readonly open: OpenDiagram
}
