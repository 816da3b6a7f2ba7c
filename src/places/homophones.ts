import type { PlaceMention } from './place.ts'

/** Names that the text may mean by characters of the same sound. */
export const homophones = (_text: string): PlaceMention[] => []
