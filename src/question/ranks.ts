import type { Among } from './query.ts'

/** How long the code of a place is at most that has bodies of a kind below it: 哪个市, 哪个区, 哪个街道 are parts of. */
export const longestAbove: Partial<Record<NonNullable<Among>, number>> = {
  cities: 2,
  counties: 4,
  districts: 4,
  properCounties: 4,
  townships: 6,
  towns: 6,
  subdistricts: 6,
  departments: 9,
}
