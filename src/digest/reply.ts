import type { Outcome } from '../answer/answer.ts'
import { bareReply, type ChatReply } from '../conversation/message.ts'
import type { DigestMessage } from './message.ts'

/** A page of a digest as channels send it. */
export function chatReplyOf({ turn, lines, page }: DigestMessage): ChatReply {
  const outcome: Outcome = { kind: 'reports', reports: [], lines, notices: [], sources: [], query: null }
  return { ...bareReply(outcome), turn, page }
}
