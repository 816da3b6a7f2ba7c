import { createHmac, randomInt } from 'node:crypto'
import type { StaffStore } from '../store/staff.ts'
import type { Incoming } from './message.ts'

/** Who may use the commands of staff: the operator at the terminal, chats on the configured list, and whoever staff have invited. */
export interface Staff {
  is: (incoming: Incoming, person: string) => boolean
  /** A code that lets in one person, once, until it expires. It is shown to the inviter and never again. */
  invite: (by: string, now: Date) => { code: string; expires: Date }
  redeem: (code: string, person: string, now: Date) => boolean
  /** Takes back what an invitation gave; false for who is not on the list or is on it by configuration. */
  remove: (person: string) => boolean
}

/** Hours for which an invitation lasts. */
export const invitationHours = 48

/** Without signs that are taken for each other: 0 O, 1 I L. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const length = 12

const newCode = (): string => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]!).join('')

/** A code as it is typed, in one spelling. */
const tidy = (code: string): string =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')

/**
 * `configured` lists ids of chats or people with their channel in front, as `STAFF` gives them: `telegram:12345`. In a group a configured
 * chat lets in everybody who writes there; an invited person is staff wherever they write.
 */
export function openStaff(configured: ReadonlySet<string>, store: StaffStore, secret: Buffer): Staff {
  const hashOf = (code: string) => createHmac('sha256', secret).update(tidy(code)).digest('base64url')
  return {
    is: ({ channel, chat, user }, person) =>
      channel === 'terminal' ||
      configured.has(`${channel}:${chat}`) ||
      configured.has(`${channel}:${user}`) ||
      store.has(person),
    invite: (by, now) => {
      const code = newCode()
      const expires = new Date(now.getTime() + invitationHours * 60 * 60 * 1000)
      store.invite(hashOf(code), by, expires)
      return { code, expires }
    },
    redeem: (code, person, now) => tidy(code).length === length && store.redeem(hashOf(code), person, now),
    remove: person => store.remove(person),
  }
}

/** The ids of `STAFF`: parted by commas, semicolons or blanks. Those without a channel in front are given back as `wrong`. */
export function staffList(text: string | undefined): { ids: ReadonlySet<string>; wrong: string[] } {
  const words = (text ?? '').split(/[\s,，;；]+/).filter(Boolean)
  const right = (word: string) => /^[a-z]+:\S+$/.test(word)
  return { ids: new Set(words.filter(right)), wrong: words.filter(word => !right(word)) }
}
