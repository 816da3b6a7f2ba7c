import { placeAt } from '../../src/places/divisions.ts'
import { type Place, placeByCode } from '../../src/places/places.ts'
import { unitCount } from '../../src/places/register.ts'
import type { Issuer } from '../../src/report/report.ts'
import type { Random } from './random.ts'

/** Issuers of real divisions. Their reports are invented. */

/** An issuer and how many requests a year it gets. */
export interface Body {
  issuer: Issuer
  /** What its name has behind the division's. */
  own: string
  size: number
}

const divisionOf = ({ code, path }: Place) => ({ code, path })

const sizes = { province: 900, city: 400, county: 160, township: 20, zone: 60 }

/** The division's own report: of its people's government, a subdistrict's office, a zone's committee. */
export function governmentOf(place: Place): Body {
  const { level, path } = place
  const street = level === 'township' && /(?:街道|地区)$/.test(place.name)
  const own =
    level === 'zone' ? '管理委员会' : street ? '办事处' : /地区$|盟$/.test(place.name) ? '行政公署' : '人民政府'
  const kind = level === 'zone' ? 'zone' : level !== 'township' ? 'government' : street ? 'subdistrict' : 'town'
  const written = level === 'township' ? path.slice(-2) : path
  return { issuer: { name: `${written.join('')}${own}`, kind, division: divisionOf(place) }, own, size: sizes[level] }
}

export const departments = [
  '教育局',
  '发展和改革委员会',
  '财政局',
  '民政局',
  '公安局',
  '卫生健康委员会',
  '市场监督管理局',
  '自然资源和规划局',
  '住房和城乡建设局',
  '人力资源和社会保障局',
  '农业农村局',
  '交通运输局',
  '应急管理局',
  '文化和旅游局',
]

export function departmentOf(place: Place, own: string): Body {
  return {
    issuer: { name: `${place.path.slice(-2).join('')}${own}`, kind: 'department', division: divisionOf(place) },
    own,
    size: Math.ceil(sizes[place.level] / 8),
  }
}

/** The division with this code; throws where there is none, which is a slip in a list of codes. */
export function placeOf(code: string): Place {
  const place = placeByCode(code)
  if (!place) throw new Error(`no division with code ${code}`)
  return place
}

/** A body at random: counties before all, townships and departments often, cities and provinces now and then. */
export function anyBody(random: Random): Body {
  const place = placeAt(random.whole(0, unitCount() - 1))
  // Farms and the like are listed among the townships and have no government.
  if (place.abolished || (place.level === 'township' && !/[镇乡]$|街道$/.test(place.name))) return anyBody(random)
  const parents = place.parents.map(placeOf)
  const above = parents.length > 0 && random.chance(0.7) ? random.pick(parents) : place
  return above.level !== 'township' && random.chance(0.4)
    ? departmentOf(above, random.pick(departments))
    : governmentOf(above)
}
