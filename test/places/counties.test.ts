import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findPlaces, type Place, placeByCode, placesNamed } from '../../src/places/places.ts'

const table = new URL('../../src/places/data/divisions.tsv', import.meta.url)
const places: Place[] = readFileSync(table, 'utf8')
  .trimEnd()
  .split('\n')
  .map(line => placeByCode(line.split('\t')[0]!)!)
const counties = places.filter(place => place.code.length === 6)

/** Names that are ordinary words: they mean the county only after their city. */
const needCity = new Set(['城区', '郊区', '矿区', '东区', '西区'])

describe('the whole register', () => {
  test('has every level', () => {
    expect(counties.length).toBeGreaterThan(2900)
    expect(places.filter(place => place.level === 'township').length).toBeGreaterThan(38_000)
    expect(places.filter(place => place.level === 'city').length).toBeGreaterThan(330)
    expect(places.filter(place => place.level === 'province')).toHaveLength(34)
  })

  test('has no pseudo level in any path', () => {
    const pseudo = places.filter(place => place.path.some(name => /^(市辖区|县)$|直辖县级/.test(name)))
    expect(pseudo).toEqual([])
  })

  test('has no name twice in a path', () => {
    expect(places.filter(place => new Set(place.path).size < place.path.length)).toEqual([])
  })
})

describe('every county', () => {
  test('is found by its full name', () => {
    const lost = counties.filter(place => {
      if (needCity.has(place.name)) return false
      const [mention, ...more] = findPlaces(`${place.name}2020年收到多少申请`)
      return more.length > 0 || mention?.text !== place.name || !mention.places.includes(place)
    })
    expect(lost.map(place => place.path.join(''))).toEqual([])
  })

  test('is named by its full name', () => {
    expect(counties.filter(place => !placesNamed(place.name).includes(place))).toEqual([])
  })

  test('is the only one of its path', () => {
    const unclear = counties.flatMap(place => {
      const text = place.path.join('')
      const mentions = findPlaces(text)
      const clear = mentions.length === 1 && mentions[0]!.text === text && mentions[0]!.places.length === 1
      return clear && mentions[0]!.places[0] === place ? [] : [text]
    })
    expect(unclear).toEqual([])
  })
})

test('every township is found by its path', () => {
  const townships = places.filter(place => place.code.length === 9)
  const lost = townships.filter(place => {
    const text = place.path.join('')
    const mentions = findPlaces(text)
    return mentions.length !== 1 || mentions[0]!.text !== text || !mentions[0]!.places.includes(place)
  })
  expect(lost.map(place => place.path.join(''))).toEqual([])
})
