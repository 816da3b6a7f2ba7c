/** A source or a folder that cannot be taken in; `message` is one clear Chinese line. */
export class IngestError extends Error {
  override name = 'IngestError'
}
