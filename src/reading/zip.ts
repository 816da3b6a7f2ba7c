import { crc32, inflateRawSync } from 'node:zlib'
import { ReadingError } from './document.ts'

/**
 * Single parts out of a ZIP container (APPNOTE.TXT 4.3), each inflated only as far as allowed and only when its checksum holds: a
 * flipped bit in a figure must not pass for a figure.
 */

interface Entry {
  name: string
  method: number
  crc: number
  packedSize: number
  size: number
  offset: number
}

const damaged = () => new ReadingError('压缩包已损坏，无法读取')

/**
 * Opens a container.
 * @param maxBytes what all parts read from it may come to.
 * @returns the function that gives a part's bytes, or undefined where the container has no such part.
 * @throws ReadingError when the container is damaged, encrypted or inflates beyond the limit; the returned function too.
 */
export function openZip(bytes: Uint8Array, maxBytes: number): (name: string) => Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(view, bytes)
  let left = maxBytes
  return name => {
    const entry = entries.get(name)
    if (entry === undefined) return undefined
    if (entry.size > left) throw new ReadingError('压缩包解开后过大，无法读取')
    const part = inflatePart(view, bytes, entry)
    left -= part.length
    return part
  }
}

function readDirectory(view: DataView, bytes: Uint8Array): Map<string, Entry> {
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries = new Map<string, Entry>()
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw damaged()
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if ((view.getUint16(at + 8, true) & 1) === 1) throw new ReadingError('文件已加密，无法读取')
    entries.set(name, {
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endOfDirectory(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  throw damaged()
}

function inflatePart(view: DataView, bytes: Uint8Array, entry: Entry): Uint8Array {
  if (entry.offset + 30 > view.byteLength || view.getUint32(entry.offset, true) !== 0x04034b50) throw damaged()
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const packed = bytes.subarray(start, start + entry.packedSize)
  const part = unpack(packed, entry)
  if (part.length !== entry.size || crc32(part) !== entry.crc) throw damaged()
  return part
}

function unpack(packed: Uint8Array, entry: Entry): Uint8Array {
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw damaged()
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) })
  } catch {
    throw damaged()
  }
}
