import { expect, test } from 'vitest'
import { holdersFor, holdingsOf, misprinted } from '../../src/answer/holdings.ts'
import { placesNamed } from '../../src/places/places.ts'
import type { Issuer } from '../../src/report/report.ts'

const holding = (id: string, name: string, division: Issuer['division'], kind: Issuer['kind'] = 'government') => ({
  id: `${id}-2022`,
  issuer: { name, kind, division },
  year: 2022,
  publishedOn: null,
})

const ref = (text: string, name = text) => ({ text, places: placesNamed(name), body: null, year: null })

test('a name that no place has is offered for the one that it is a character off', () => {
  const holdings = holdingsOf([holding('a', '沐阳县人民政府', null), holding('b', '科技局', null, 'department')])
  expect(misprinted(holdings, ref('沭阳县')).map(({ key }) => key)).toEqual(['a'])
  expect(misprinted(holdings, ref('泗阳县')).map(({ key }) => key)).toEqual(['a'])
  expect(misprinted(holdings, ref('丹阳市'))).toEqual([])
})

test('a real place is never taken for another one', () => {
  const holdings = holdingsOf([holding('a', '泗阳县人民政府', null)])
  expect(misprinted(holdings, ref('沭阳县'))).toEqual([])
})

test('a zone is meant by the beginning of its name where no town is called so', () => {
  const zone = holding('31Z01-zone', '临港新片区管理委员会', { code: '31Z01', path: ['上海市', '临港新片区'] }, 'zone')
  expect(holdersFor(holdingsOf([zone]), { ...ref('临港'), places: placesNamed('临港镇') })).toHaveLength(1)
  expect(holdersFor(holdingsOf([zone]), ref('临港镇'))).toHaveLength(0)
})
