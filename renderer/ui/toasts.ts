import { notifications } from '@mantine/notifications'
import type { Fault } from '@contract/errors'
import { asFault, faultText } from '../app/i18n/faultText'

/** Short words that something went well; gone after four seconds. */
export function toastDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 4000, withBorder: true })
}

/** A neutral remark; one that is on the screen already is not said again. */
export function toastInfo(message: string, title?: string): void {
  notifications.show({
    id: message,
    message,
    ...(title === undefined ? {} : { title }),
    autoClose: 6000,
    withBorder: true
  })
}

/** A fault that no part of the screen shows by itself: what happened and what to do. Stays until closed. */
export function toastFault(error: unknown): void {
  const fault: Fault = asFault(error)
  const { what, action } = faultText(fault)
  notifications.show({
    id: fault.key,
    title: what,
    message: action,
    color: 'red',
    autoClose: 12_000,
    withBorder: true
  })
}
