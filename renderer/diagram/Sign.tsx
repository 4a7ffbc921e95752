import { marks, type MarkName } from '@contract/diagram/marks'
import { palettes, type Role } from '@contract/diagram/palette'
import { useComputedColorScheme } from '@mantine/core'

interface Props {
  readonly name: MarkName
  readonly role: Role
  readonly size?: number
}

/** A sign of a diagram outside its picture: the same drawing in the same colour. A word goes beside it. */
export function Sign({ name, role, size = 14 }: Props) {
  const color = palettes[useComputedColorScheme('light')][role]
  const { fill, stroke, strokeWidth = 1 } = marks[name]
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden style={{ flex: 'none' }}>
      {fill !== undefined && <path d={fill} fill={color} fillRule="evenodd" />}
      {stroke !== undefined && (
        <path
          d={stroke}
          fill="none"
          stroke={color}
          strokeWidth={strokeWidth}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </svg>
  )
}
