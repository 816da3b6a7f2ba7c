import type { InlineKeyboardButton } from 'telegraf/types'
import type { ChatReply, Press } from '../../conversation/message.ts'

/** Buttons under a message, and what comes back when one is pressed. */

const letters: Record<Press['kind'], string> = { choice: 'c', page: 'p', rating: 'r' }

/** At most 64 bytes go with a button: the ids are short, what they stand for is in the chat's memory. */
const button = (text: string, kind: Press['kind'], turn: string, index: number): InlineKeyboardButton => ({
  text: text.length > 40 ? `${text.slice(0, 39)}…` : text,
  callback_data: `${letters[kind]}:${turn}:${index}`,
})

/** The press that callback data tells; null for what no button of ours sends. */
export function pressOf(data: string): Press | null {
  const [, letter, turn, index] = /^([cpr]):([0-9a-z]{1,20}):(\d{1,5})$/.exec(data) ?? []
  const kind = (Object.keys(letters) as Press['kind'][]).find(each => letters[each] === letter)
  return kind && turn && index ? { kind, turn, index: Number(index) } : null
}

/** A row of a keyboard holds about this many Chinese characters on a phone. */
const rowWidth = 16

function rows(labels: { text: string; index: number }[], turn: string): InlineKeyboardButton[][] {
  const result: InlineKeyboardButton[][] = []
  let width = rowWidth + 1
  for (const { text, index } of labels) {
    const own = text.length + 2
    if (width + own > rowWidth || result.at(-1)!.length >= 4) {
      result.push([])
      width = 0
    }
    result.at(-1)!.push(button(text, 'choice', turn, index))
    width += own
  }
  return result
}

/** The inline keyboard of a reply: choices, next steps, pages, ratings; empty where there is nothing to press. */
export function keyboardOf({ turn, choices, steps, page, rated }: ChatReply): InlineKeyboardButton[][] {
  const labels = choices.map((text, index) => ({ text, index }))
  const asked = choices.length - steps
  const pages = page
    ? [
        ...(page.index > 0 ? [button('‹ 上一页', 'page', turn, page.index - 1)] : []),
        ...(page.index + 1 < page.count
          ? [button(`下一页 ${page.index + 1}/${page.count} ›`, 'page', turn, page.index + 1)]
          : []),
      ]
    : []
  const ratings = rated ? [button('👍', 'rating', turn, 1), button('👎', 'rating', turn, 0)] : []
  return [...rows(labels.slice(0, asked), turn), ...rows(labels.slice(asked), turn), pages, ratings].filter(
    row => row.length > 0,
  )
}
