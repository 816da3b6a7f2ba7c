import { fileURLToPath } from 'node:url'
import { type Document, ReadingError } from './document.ts'
import { settleBlocks } from './grid.ts'
import { limits } from './limits.ts'
import { layOut } from './pdf-layout.ts'
import { getDocument, VerbosityLevel } from './pdf-library.ts'
import { type PageContent, readPage } from './pdf-page.ts'
import { checkStreams } from './pdf-streams.ts'

/**
 * Reads a PDF: text with its places becomes paragraphs, ruling lines become grids; where no lines are drawn, columns of figures do.
 * @throws ReadingError when the file is damaged, needs a password, has too many pages, or carries no text (a scan).
 */
export async function readPdf(bytes: Uint8Array): Promise<Document> {
  checkStreams(bytes)
  const folder = (name: string) => fileURLToPath(import.meta.resolve(`pdfjs-dist/${name}/`))
  const task = getDocument({
    // The library takes the buffer away from its owner.
    data: bytes.slice(),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    // Pictures are costly to decode. Only those that may be a figure in a cell are looked at, in dots.
    maxImageSize: 60_000,
    cMapUrl: folder('cmaps'),
    standardFontDataUrl: folder('standard_fonts'),
  })
  try {
    const pages = await readPages(await task.promise)
    checkText(pages)
    return { format: 'pdf', blocks: settleBlocks(layOut(pages)), meta: {} }
  } catch (error) {
    if (error instanceof ReadingError) throw error
    const locked = error instanceof Error && error.name === 'PasswordException'
    throw new ReadingError(locked ? 'PDF 需要密码才能打开，无法读取' : 'PDF 已损坏，无法读取', { cause: error })
  } finally {
    await task.destroy()
  }
}

async function readPages(pdf: Awaited<ReturnType<typeof getDocument>['promise']>): Promise<PageContent[]> {
  if (pdf.numPages > limits.pages) throw new ReadingError(`PDF 超过 ${limits.pages} 页，无法读取`)
  const pages: PageContent[] = []
  const budget = { operators: limits.operators }
  let glyphs = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const content = await readPage(page, budget)
    page.cleanup()
    glyphs += content.glyphs.length
    if (glyphs > limits.characters) throw new ReadingError('PDF 文字过多，无法读取')
    pages.push(content)
  }
  return pages
}

/** A scan has pages but hardly a character; a font without a mapping gives characters that mean nothing. */
function checkText(pages: PageContent[]): void {
  const glyphs = pages.flatMap(page => page.glyphs)
  if (glyphs.length < 10 * pages.length) throw new ReadingError('PDF 没有文字层，多半是扫描件，无法读取')
  const meaningless = glyphs.filter(glyph => /[\ue000-\uf8ff\ufffd\u0000-\u001f]/.test(glyph.text)).length
  if (meaningless > glyphs.length * 0.3) throw new ReadingError('PDF 的字体没有文字对照，无法读取')
}
