import { createHash, createHmac, randomInt } from 'node:crypto'
import type { StaffStore } from '../store/staff.ts'
import type { Incoming } from './message.ts'

/** Somebody, or an invitation that waits, as staff see them. */
export interface Member {
  /** What to type to revoke it; tells nothing about who it is. */
  id: string
  /** What the inviter called them; may be empty. */
  name: string
  /** Who let them in: the reader, another member's name, or nobody that is on the list. */
  by: { kind: 'you' } | { kind: 'member'; name: string } | { kind: 'other' }
  /** Since when, or for an invitation until when. */
  at: Date
}

/** Who may use the commands of staff: the operator at the terminal, chats on the configured list, and whoever staff have invited. */
export interface Staff {
  is: (incoming: Incoming, person: string) => boolean
  /** A code that lets in one person, once, until it expires. It is shown to the inviter and never again. */
  invite: (by: string, name: string, now: Date) => { code: string; expires: Date }
  redeem: (code: string, person: string, now: Date) => boolean
  /** Those who were invited, invitations that wait, and how many chats are on the configured list. */
  list: (reader: string, now: Date) => { members: Member[]; waiting: Member[]; configured: number }
  /** Takes back what an invitation gave, or an invitation, by its id; null where none has it. */
  revoke: (id: string, now: Date) => 'member' | 'invitation' | null
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

/** Short enough to type, and no part of what it stands for. */
const idOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 8)

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
    invite: (by, name, now) => {
      const code = newCode()
      const expires = new Date(now.getTime() + invitationHours * 60 * 60 * 1000)
      store.invite({ hash: hashOf(code), by, name, expires })
      return { code, expires }
    },
    redeem: (code, person, now) => tidy(code).length === length && store.redeem(hashOf(code), person, now),
    list: (reader, now) => {
      const people = store.list()
      const byOf = (by: string): Member['by'] => {
        if (by === reader) return { kind: 'you' }
        const member = people.find(({ person }) => person === by)
        return member ? { kind: 'member', name: member.name } : { kind: 'other' }
      }
      return {
        members: people.map(({ person, by, name, at }) => ({ id: idOf(person), name, by: byOf(by), at })),
        waiting: store.waiting(now).map(({ hash, by, name, expires }) => ({
          id: idOf(hash),
          name,
          by: byOf(by),
          at: expires,
        })),
        configured: configured.size,
      }
    },
    revoke: (id, now) => {
      const people = store.list().filter(({ person }) => idOf(person) === id)
      if (people.length === 1) return store.remove(people[0]!.person) ? 'member' : null
      const invitations = store.waiting(now).filter(({ hash }) => idOf(hash) === id)
      return invitations.length === 1 && store.cancel(invitations[0]!.hash) ? 'invitation' : null
    },
  }
}

/** The ids of `STAFF`: parted by commas, semicolons or blanks. Those without a channel in front are given back as `wrong`. */
export function staffList(text: string | undefined): { ids: ReadonlySet<string>; wrong: string[] } {
  const words = (text ?? '').split(/[\s,，;；]+/).filter(Boolean)
  const right = (word: string) => /^[a-z]+:\S+$/.test(word)
  return { ids: new Set(words.filter(right)), wrong: words.filter(word => !right(word)) }
}
