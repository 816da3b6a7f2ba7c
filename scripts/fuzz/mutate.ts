/** Damaged twins of documents: what transfer, careless editing and malice do to files. All from one number, so that each can be made again. */

export type Random = (below: number) => number

/** Mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)]!

/** A few bits turned, nothing moved: what containers with fixed offsets survive. */
export function flipBits(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = bytes.slice()
  for (let count = random(20) + 1; count > 0; count--) changed[random(changed.length)]! ^= 1 << random(8)
  return changed
}

const byteChanges: ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  flipBits,
  (bytes, random) => {
    const changed = bytes.slice()
    const from = random(changed.length)
    return changed.fill(pick(random, [0, 0xff, 0x20, 0x80]), from, from + random(64))
  },
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  (bytes, random) => {
    const from = random(bytes.length)
    const to = from + random(Math.min(2000, bytes.length - from))
    return concat(bytes.subarray(0, from), bytes.subarray(to))
  },
  (bytes, random) => {
    const from = random(bytes.length)
    const to = from + random(Math.min(2000, bytes.length - from))
    return concat(bytes.subarray(0, to), bytes.subarray(from))
  },
  (bytes, random) => {
    const at = random(bytes.length)
    const noise = Uint8Array.from({ length: random(200) }, () => random(256))
    return concat(bytes.subarray(0, at), noise, bytes.subarray(at))
  },
]

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = bytes
  for (let count = random(3) + 1; count > 0 && changed.length > 0; count--)
    changed = pick(random, byteChanges)(changed, random)
  return changed
}

/** Pieces of markup: tags, or elements of one kind with what they hold. */
function spans(markup: string, pattern: RegExp): { from: number; to: number }[] {
  return [...markup.matchAll(pattern)].map(match => ({ from: match.index, to: match.index + match[0].length }))
}

const tags = /<[^>]*>/g
const rows = /<(tr|w:tr)\b[\s\S]*?<\/\1>/g
const cells = /<(td|w:tc)\b[\s\S]*?<\/\1>/g
const numbers = /"\d+"/g

const markupChanges: ((markup: string, random: Random) => string)[] = [
  (markup, random) => replaced(markup, spans(markup, tags), random, () => ''),
  (markup, random) => replaced(markup, spans(markup, tags), random, piece => piece + piece),
  (markup, random) => replaced(markup, spans(markup, rows), random, piece => piece + piece),
  (markup, random) => replaced(markup, spans(markup, rows), random, piece => piece.repeat(random(30))),
  (markup, random) => replaced(markup, spans(markup, cells), random, () => ''),
  (markup, random) => replaced(markup, spans(markup, cells), random, piece => `${piece}${piece}`),
  (markup, random) =>
    replaced(markup, spans(markup, numbers), random, () =>
      pick(random, ['"0"', '"-1"', '"99999"', '"1e9"', '"x"', '""']),
    ),
  (markup, random) => {
    const pieces = spans(markup, tags)
    const [a, b] = [pick(random, pieces), pick(random, pieces)]
    const wrapped = markup.slice(Math.min(a.from, b.from), Math.max(a.to, b.to))
    return markup.slice(0, a.from) + wrapped + markup.slice(a.from)
  },
]

function replaced(
  markup: string,
  pieces: { from: number; to: number }[],
  random: Random,
  change: (piece: string) => string,
): string {
  if (pieces.length === 0) return markup
  const { from, to } = pick(random, pieces)
  return markup.slice(0, from) + change(markup.slice(from, to)) + markup.slice(to)
}

export function mutateMarkup(markup: string, random: Random): string {
  let changed = markup
  for (let count = random(5) + 1; count > 0; count--) changed = pick(random, markupChanges)(changed, random)
  return changed
}

const lineChanges: ((lines: string[], random: Random) => string[])[] = [
  (lines, random) => lines.toSpliced(random(lines.length), 1),
  (lines, random) => lines.toSpliced(random(lines.length), 0, pick(random, lines)),
  (lines, random) => lines.toSpliced(random(lines.length), 1, pick(random, lines).repeat(random(50))),
  (lines, random) => {
    const at = random(lines.length)
    return lines.with(
      at,
      lines[at]!.replace(/\d+(\.\d+)?/g, () => String(pick(random, [0, -1, 1e9, 1e-9, 7]))),
    )
  },
]

/** Lines of operators or of text lost, repeated or with other numbers. */
export function mutateLines(text: string, random: Random): string {
  let lines = text.split('\n')
  for (let count = random(5) + 1; count > 0 && lines.length > 0; count--)
    lines = pick(random, lineChanges)(lines, random)
  return lines.join('\n')
}
