import type { PlaceMention } from './place.ts'

/** Places that a text names in Latin letters. */
export const romanPlaces = (_text: string): PlaceMention[] => []
