/** Administrative divisions: which units there are, and which of them a text names. */
export { placeByCode } from './divisions.ts'
export { findPlaces, placesNamed } from './find.ts'
export { homophones, prepareNames } from './homophones.ts'
export type { Level, Place, PlaceMention } from './place.ts'
export { isWithin } from './register.ts'
export { romanPlaces } from './roman.ts'
