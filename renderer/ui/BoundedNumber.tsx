import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useState } from 'react'

interface Props extends Omit<NumberInputProps, 'value' | 'onChange' | 'min' | 'max'> {
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onChange: (value: number) => void
}

/**
 * A number that always lies between its bounds: what is typed on the way may not, and is put right when the field is
 * left; nothing typed leaves it as it was.
 */
export function BoundedNumber({ value, min, max, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState<number | string>(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  const fits = (next: number | string): next is number =>
    typeof next === 'number' && next >= min && next <= max
  return (
    <NumberInput
      {...rest}
      min={min}
      max={max}
      clampBehavior="none"
      value={typed}
      onChange={next => {
        setTyped(next)
        if (fits(next) && next !== value) onChange(next)
      }}
      onBlur={() => {
        const next = typeof typed === 'number' ? Math.min(max, Math.max(min, typed)) : value
        setTyped(next)
        if (next !== value) onChange(next)
      }}
    />
  )
}
