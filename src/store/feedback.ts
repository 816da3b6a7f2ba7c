import type { Database } from './database.ts'

/** What somebody thought of one answer, or of the bot. */
export interface Feedback {
  /** Id of the reply it is about; a second vote on it takes the place of the first. Null for words about the bot as such. */
  turn: string | null
  at: Date
  channel: string
  /** The hashed id of the person. */
  person: string
  helpful: boolean | null
  comment: string | null
  question: string | null
  /** The query as it was understood. */
  query: unknown
  /** The answer as plain text. */
  answer: string | null
}

export interface FeedbackStore {
  add: (feedback: Feedback) => void
  /** All of it, the oldest first. */
  list: () => Feedback[]
}

export function feedbackIn(database: Database): FeedbackStore {
  const insert = database.prepare(
    `INSERT INTO feedback (turn, at, channel, person, helpful, comment, question, query, answer)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (turn) DO UPDATE SET helpful = excluded.helpful, at = excluded.at`,
  )
  const select = database.prepare('SELECT * FROM feedback ORDER BY id')
  return {
    add: ({ turn, at, channel, person, helpful, comment, question, query, answer }) => {
      const vote = helpful === null ? null : Number(helpful)
      insert.run(turn, at.getTime(), channel, person, vote, comment, question, JSON.stringify(query), answer)
    },
    list: () =>
      select.all().map(row => ({
        turn: row.turn as string | null,
        at: new Date(row.at as number),
        channel: row.channel as string,
        person: row.person as string,
        helpful: row.helpful === null ? null : row.helpful === 1,
        comment: row.comment as string | null,
        question: row.question as string | null,
        query: JSON.parse(row.query as string),
        answer: row.answer as string | null,
      })),
  }
}
