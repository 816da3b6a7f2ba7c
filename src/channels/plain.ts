import { basename } from 'node:path'
import type { Outcome, SourceLine } from '../answer/answer.ts'
import { brackets, type Emphasis, styled } from '../answer/line.ts'
import type { ChatReply } from '../conversation/message.ts'

/** Plain text, as WeChat and a terminal show it. */

function sourceText({ title, url, file, place }: SourceLine): string {
  // A path of the operator's machine is nothing to a reader: the file's name is.
  const where = [place, url ?? (file && basename(file))].filter(Boolean).join('，')
  return `来源：《${title.replace(/\s+/g, ' ')}》${where}`
}

/** The whole reply as text; choices are numbered so that a number answers. */
export function plainText(outcome: Outcome, emphasis: Emphasis = brackets): string {
  const choices = 'choices' in outcome ? outcome.choices : []
  return [
    ...outcome.lines.map(line => styled(line, emphasis)),
    ...choices.map(({ label }, i) => `${i + 1}. ${label}`),
    ...outcome.notices,
    ...[...new Set(outcome.sources.map(sourceText))],
  ].join('\n')
}

/** What can be done next, in words: buttons are not to be had in plain text. */
function footer({ choices, steps, page, rated, brief }: ChatReply): string {
  if (brief) return ''
  const asked = choices.length - steps
  const numbered = choices.slice(asked).map((label, i) => `${asked + i + 1}. ${label}`)
  const hints = [
    choices.length > 0 ? '回复数字选择' : '',
    page && page.index + 1 < page.count ? `回复“更多”看下一页（${page.index + 1}/${page.count}）` : '',
    rated ? '回复“有用”或“没用”评价' : '',
  ].filter(Boolean)
  return [...numbered, hints.join('，')].filter(Boolean).join('\n')
}

/** A reply as one plain text: the outcome, the next steps with their numbers, and what to type. */
export function plainReply(reply: ChatReply, emphasis: Emphasis = brackets): string {
  const text = plainText(reply.outcome, emphasis)
  const below = footer(reply)
  return below ? `${text}\n\n${below}` : text
}
