import { type Format, ReadingError } from './document.ts'

/** What is known about a file besides its bytes. */
export interface FileHints {
  /** File name or address; only its ending matters. */
  name?: string
  contentType?: string
}

interface Signature {
  bytes: number[]
  format?: Format
  /** Why files that begin so are not read. */
  refusal?: string
}

const ascii = (text: string): number[] => [...text].map(character => character.charCodeAt(0))

const signatures: Signature[] = [
  { bytes: [...ascii('PK'), 3, 4], format: 'docx' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], format: 'doc' },
  { bytes: ascii('{\\rtf'), refusal: 'RTF 文件暂不支持，请另存为 .docx' },
  { bytes: [0x89, ...ascii('PNG')], refusal: '这是图片，没有文字可读' },
  { bytes: [0xff, 0xd8, 0xff], refusal: '这是图片，没有文字可读' },
  { bytes: ascii('GIF8'), refusal: '这是图片，没有文字可读' },
  { bytes: ascii('Rar!'), refusal: '这是压缩包，请先解压' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], refusal: '这是压缩包，请先解压' },
  { bytes: [0x1f, 0x8b], refusal: '这是压缩包，请先解压' },
]

/**
 * The format of a file: its first bytes decide; where they say nothing, the content type and the name's ending do. A page saved as
 * `.doc` is a page, a PDF served as text is a PDF.
 * @throws ReadingError for kinds of files that no reader takes.
 */
export function formatOf(bytes: Uint8Array, hints: FileHints = {}): Format {
  if (bytes.length === 0) throw new ReadingError('文件是空的')
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048)).replaceAll('\0', '')
  // Some servers put a few bytes before a PDF; readers of PDF look for its mark in the first kilobyte.
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf'
  const signature = signatures.find(candidate => candidate.bytes.every((byte, at) => bytes[at] === byte))
  if (signature?.refusal !== undefined) throw new ReadingError(signature.refusal)
  if (signature?.format !== undefined) return signature.format
  const isPage =
    /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->)[\s\S])*-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(
      head,
    ) ||
    /\bx?html\b/i.test(hints.contentType ?? '') ||
    /\.(s?html?|aspx?|jsp|php)$/i.test(hints.name ?? '')
  return isPage ? 'html' : 'text'
}
