import { deflateSync } from 'node:zlib'

/** PDFs by hand, for what no office program writes: pages are content streams; F1 is Helvetica, F2 a Chinese font that is not embedded. */
export function writePdf(pages: string[], options: { compress?: boolean; rotate?: number } = {}): Uint8Array {
  const objects = new Map<number, string | Buffer>()
  const first = 10
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`).join(' ')
  objects.set(1, '<< /Type /Catalog /Pages 2 0 R >>')
  objects.set(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  objects.set(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  objects.set(4, '<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [5 0 R] >>')
  objects.set(
    5,
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 6 0 R >>',
  )
  objects.set(
    6,
    '<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 683 /StemV 80 >>',
  )
  const rotate = options.rotate === undefined ? '' : `/Rotate ${options.rotate} `
  for (const [index, content] of pages.entries()) {
    const body = options.compress ? deflateSync(content) : Buffer.from(content, 'latin1')
    objects.set(
      first + 2 * index,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] ${rotate}/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${first + 2 * index + 1} 0 R >>`,
    )
    objects.set(
      first + 2 * index + 1,
      Buffer.concat([
        Buffer.from(`<< /Length ${body.length}${options.compress ? ' /Filter /FlateDecode' : ''} >>\nstream\n`),
        body,
        Buffer.from('\nendstream'),
      ]),
    )
  }
  const parts = [Buffer.from('%PDF-1.7\n')]
  const offsets: [number, number][] = []
  let at = parts[0]!.length
  for (const [number, object] of objects) {
    const part = Buffer.concat([Buffer.from(`${number} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')])
    offsets.push([number, at])
    parts.push(part)
    at += part.length
  }
  const entries = offsets.map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  parts.push(Buffer.from(`xref\n${entries.join('')}trailer\n<< /Root 1 0 R /Size 100 >>\nstartxref\n${at}\n%%EOF\n`))
  return new Uint8Array(Buffer.concat(parts))
}

/** Text at a place, y upwards as PDF has it. */
export const at = (x: number, y: number, text: string, size = 10): string =>
  `BT /F1 ${size} Tf ${x} ${y} Td (${text}) Tj ET\n`

/** The same in the Chinese font, as bytes of GBK in hexadecimal. */
export const chineseAt = (x: number, y: number, hex: string, size = 10): string =>
  `BT /F2 ${size} Tf ${x} ${y} Td <${hex}> Tj ET\n`

/** Ruling lines of a grid, as strokes. */
export const ruling = (xs: number[], ys: number[]): string =>
  [
    ...xs.map(x => `${x} ${ys[0]} m ${x} ${ys.at(-1)} l S\n`),
    ...ys.map(y => `${xs[0]} ${y} m ${xs.at(-1)} ${y} l S\n`),
  ].join('')
