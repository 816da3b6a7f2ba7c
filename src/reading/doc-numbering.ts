import type { NumberedList, NumberFormat, NumberLevel } from './numbering.ts'

/** The list tables of a .doc file ([MS-DOC] 2.9.131, 2.9.145, 2.9.147). Overrides of single lists are not read. */

/** Number formats by their code (MSONFC); all others print nothing here. */
const formats: Record<number, NumberFormat> = {
  0: 'decimal',
  3: 'upperLetter',
  4: 'lowerLetter',
  10: 'chinese',
  11: 'chinese',
  14: 'fullWidth',
  18: 'circled',
  22: 'padded',
  28: 'circled',
  33: 'chinese',
  35: 'chinese',
  36: 'chinese',
  37: 'chinese',
  39: 'chinese',
}

/**
 * Lists by the number with which paragraphs name them.
 * @param definitions where the list definitions begin; their levels follow them without being counted in their length.
 * @param uses the table that numbers the lists in use.
 */
export function readLists(definitions: DataView, uses: DataView): Map<string, NumberedList> {
  if (definitions.byteLength === 0 || uses.byteLength === 0) return new Map()
  const levelsById = readDefinitions(definitions)
  const lists = new Map<string, NumberedList>()
  for (let index = 0; index < uses.getUint32(0, true); index++) {
    const id = uses.getInt32(4 + 16 * index, true)
    const levels = levelsById.get(id)
    if (levels !== undefined) lists.set(String(index + 1), { counterId: String(id), levels, restarts: new Map() })
  }
  return lists
}

function readDefinitions(view: DataView): Map<number, Map<number, NumberLevel>> {
  const count = view.getInt16(0, true)
  const found = new Map<number, Map<number, NumberLevel>>()
  let at = 2 + 28 * count
  for (let index = 0; index < count; index++) {
    const definition = 2 + 28 * index
    const depths = (view.getUint8(definition + 26) & 1) === 1 ? 1 : 9
    const levels = new Map<number, NumberLevel>()
    for (let depth = 0; depth < depths; depth++) {
      const text = at + 28 + view.getUint8(at + 24) + view.getUint8(at + 25)
      const format = formats[view.getUint8(at + 4)] ?? 'none'
      levels.set(depth, {
        start: view.getInt32(at, true),
        format,
        pattern: format === 'none' ? '' : pattern(view, text),
      })
      at = text + 2 + 2 * view.getUint16(text, true)
    }
    found.set(view.getInt32(definition, true), levels)
  }
  return found
}

/** Characters below 9 stand for the counter of the level with that number. */
function pattern(view: DataView, at: number): string {
  const codes = Array.from({ length: view.getUint16(at, true) }, (_, index) => view.getUint16(at + 2 + 2 * index, true))
  return codes.map(code => (code < 9 ? `%${code + 1}` : String.fromCharCode(code))).join('')
}
