import type { Outcome } from '../answer/answer.ts'
import type { ChatReply } from '../conversation/message.ts'
import type { DigestMessage } from './deliver.ts'

/** A page of a digest as channels send it. */
export function chatReplyOf({ turn, lines, page }: DigestMessage): ChatReply {
  const outcome: Outcome = { kind: 'reports', reports: [], lines, notices: [], sources: [], query: null }
  return { outcome, turn, choices: [], steps: 0, page, rated: false, pictures: [], brief: false, inPlace: false }
}
