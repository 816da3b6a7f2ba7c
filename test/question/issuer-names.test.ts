import { expect, test } from 'vitest'
import { kindOf } from '../../src/parsing/issuer.ts'
import { findPlaces, type Place, placeByCode } from '../../src/places/places.ts'
import { understand } from '../../src/question/understand.ts'
import { fullName } from '../../src/report/issuer-name.ts'

/** What an answer calls an issuer, asked with, is that issuer and no other: however short its report prints it. */

const codes = [
  ...['22', '64', '2202', '4228', '5226', '5329', '532901', '310115', '120116', '419001', '429021', '500103'],
  ...['410203', '220721', '230624', '150724', '622927', '433122', '130930', '530925', '230112', '341204'],
  ...['120110008', '310115004', '35Z01'],
]

/** The name, and the name without the peoples in it or without the word for its level, where this is how the place is known. */
function printedForms({ code, name, path }: Place): string[] {
  const level = /自治[州县旗区]$|.$/.exec(name)![0].at(-1)!
  const stems = Array.from({ length: name.length - 2 }, (_, at) => name.slice(0, at + 2))
  const isKnownBy = (form: string) =>
    findPlaces(form).some(({ places, text, via }) => text === form && via !== 'pinyin' && only(places)?.code === code)
  const forms = [name, ...stems.flatMap(stem => [stem, stem + level])].filter(isKnownBy)
  const above = path.at(-2) ?? ''
  return [...new Set([...forms, ...forms.map(form => above + form)])]
}

const only = <T>(all: T[]): T | undefined => (all.length === 1 ? all[0] : undefined)

const places = codes.map(code => placeByCode(code)!)

test.each(places.flatMap(place => printedForms(place).map(form => [form, place] as const)))('%s', (form, place) => {
  const { code, path } = place
  const bodies = code.length === 9 ? ['人民政府'] : ['人民政府', '教育局']
  for (const body of bodies) {
    const name = form + body
    const full = fullName({ name, kind: kindOf(name), division: { code, path } })
    expect(full).toBe(path.join('') + body)
    const understood = understand(`${full}2021年收到多少申请`, { now: new Date('2024-05-01') })
    expect(
      understood.kind === 'query' &&
        understood.query.issuers.map(issuer => [issuer.places.map(each => each.code), issuer.body?.kind]),
    ).toEqual([[[code], body === '教育局' ? 'department' : 'government']])
  }
})
