import type { Line } from '../answer/answer.ts'

/** One page of a digest, as a channel is to send it. */
export interface DigestMessage {
  /** Names the digest: asking for another page carries it. */
  turn: string
  lines: Line[]
  page: { index: number; count: number } | null
}

export const turnOf = (delivery: number): string => `d${delivery.toString(36)}`

/** The delivery that a turn names; null for a turn of somebody else. */
export const deliveryOf = (turn: string): number | null => {
  const id = /^d([0-9a-z]{1,10})$/.exec(turn)?.[1]
  return id === undefined ? null : Number.parseInt(id, 36)
}

/** One page of a digest. */
export function messageOf(delivery: number, pages: Line[][], index: number): DigestMessage {
  const page = pages.length > 1 ? { index, count: pages.length } : null
  return { turn: turnOf(delivery), lines: pages[index]!, page }
}
