import './pdf-canvas.ts'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export { getDocument, OPS, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A piece of a page's operators. */
interface OperatorPiece {
  fnArray: number[]
}

interface PieceTaker {
  _renderPageChunk?: (piece: OperatorPiece, state: unknown) => void
}

/**
 * Lets `take` see each piece of the page's operators as it comes; false throws it away: its owner ends the reading task then. The library has no
 * public way to follow the reading of a page; where it changes this one, nothing is stopped before the reader's time is up.
 */
export function takePieces(page: PDFPageProxy, take: (piece: OperatorPiece) => boolean): void {
  const taker = page as unknown as PieceTaker
  const keep = taker._renderPageChunk
  if (keep === undefined) return
  taker._renderPageChunk = (piece, state) => {
    if (take(piece)) keep.call(page, piece, state)
  }
}
