/** `zone`: a development zone or the like, whose committee reports as a government would. */
export type Level = 'province' | 'city' | 'county' | 'township' | 'zone'

/** One administrative unit. */
export interface Place {
  /** Statistical code of 2, 4, 6 or 9 digits; a zone without one has its parent's code followed by `Z` and two digits. */
  code: string
  name: string
  level: Level
  /** Names from the province down, own name last; levels that exist only in the code (市辖区) are left out. */
  path: string[]
  /** Codes from the province down, own code not included. */
  parents: string[]
  /** Year in which the unit was abolished or renamed; for townships the first register that no longer lists them. */
  abolished?: number
  /** Codes of the units that took an abolished one's place. */
  successors?: string[]
}

/** A stretch of text that names a place. */
export interface PlaceMention {
  /** Offsets into the text, the end exclusive; a run of parents and child counts as one stretch. */
  start: number
  end: number
  text: string
  /** Every unit it can mean, as far as the parents named beside it tell. */
  places: Place[]
  via: 'name' | 'alias' | 'pinyin'
}
