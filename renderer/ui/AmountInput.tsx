import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useState } from 'react'

interface Props extends Omit<NumberInputProps, 'value' | 'onChange'> {
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}

/** The number that is written; null of an empty box, undefined while there is none yet (`-`, `.`). */
function numberIn(text: number | string): number | null | undefined {
  if (text === '') return null
  const number = Number(text)
  return Number.isNaN(number) ? undefined : number
}

/** A number with decimals that is taken over with every key: `12.` is 12, and stays `12.` for the digits to come. */
export function AmountInput({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState<number | string>(value ?? '')
  // Somebody else, or an undo, made another figure of it.
  if (numberIn(typed) !== undefined && numberIn(typed) !== value) setTyped(value ?? '')
  return (
    <NumberInput
      {...rest}
      value={typed}
      onChange={next => {
        setTyped(next)
        const number = numberIn(next)
        if (number !== undefined && number !== value) onChange(number)
      }}
    />
  )
}
