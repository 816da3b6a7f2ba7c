import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Outcome } from '../../answer/answer.ts'
import type { Picture } from '../../conversation/message.ts'
import { captionOf, chartData } from './data.ts'

/** Charts of answers as PNG. The libraries and the font are loaded with the first chart: most chats never need one. */

async function loadPainter(): Promise<(svg: string) => Uint8Array> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm')
  await initWasm(readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))))
  const font = new Uint8Array(await readFile(new URL('font/NotoSansSC.ttf', import.meta.url)))
  const options = { font: { fontBuffers: [font], loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' } }
  return svg => {
    const image = new Resvg(svg, options)
    const rendered = image.render()
    const png = rendered.asPng()
    rendered.free()
    image.free()
    return png
  }
}

let painter: ReturnType<typeof loadPainter> | null = null

/** The picture of an answer that compares, breaks down or follows figures over years; none for any other. */
export async function chartsOf(outcome: Outcome): Promise<Picture[]> {
  const data = chartData(outcome)
  if (!data) return []
  painter ??= loadPainter()
  const [paint, { chartSvg }] = await Promise.all([painter, import('./svg.ts')])
  return [{ png: paint(chartSvg(data)), caption: captionOf(data) }]
}
