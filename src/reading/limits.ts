/** What a document may cost. Far above any real report; below what a hostile file could do to the process. */
export const limits = {
  /** Bytes of a file, or of a page's body after its transfer coding. */
  fileBytes: 32 * 1024 * 1024,
  /** Bytes that the parts of a container may come to when inflated. */
  inflatedBytes: 12 * 1024 * 1024,
  /** Characters of a page's source, pictures written into it left out. */
  markup: 8_000_000,
  /** Elements of a page or of a Word document. */
  elements: 100_000,
  /** Attributes of all of them together. */
  attributes: 400_000,
  /** Elements within one another. */
  depth: 400,
  /** Tables within one another. */
  tableDepth: 16,
  /** Spots of all grids of a document. */
  gridCells: 30_000,
  /** Columns of one grid. */
  columns: 256,
  pages: 300,
  /** Drawing operators of a PDF, and bytes of what holds them. */
  operators: 200_000,
  contentBytes: 6 * 1024 * 1024,
  /** Characters that a document prints. */
  characters: 400_000,
  /** Its paragraphs, or its lines where it is mere text. */
  lines: 60_000,
  /** Milliseconds that one document may take. */
  readingTime: 20_000,
  /** Bytes by which the process may grow while one document is read. */
  readingMemory: 1024 * 1024 * 1024,
}
