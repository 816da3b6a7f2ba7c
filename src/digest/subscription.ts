/** What a chat wants to be told, and when. Pure shapes, stored as JSON. */

/** One thing that a subscription is about. */
export type Subject =
  | { kind: 'everything' }
  /** A division with all below it. */
  | { kind: 'division'; code: string; name: string }
  /** One issuer: the key of a holder, and its full name. */
  | { kind: 'issuer'; key: string; name: string }
  /** A saved search: new passages with these words, within these divisions or, where there are none, everywhere. */
  | { kind: 'search'; words: string; within: { code: string; name: string }[] }

/** Hour and minute on the clock of the subscription's time zone. */
export interface ClockTime {
  hour: number
  minute: number
}

export type Rhythm =
  | { kind: 'daily'; at: ClockTime }
  /** Days of the week, 1 Monday to 7 Sunday, ascending. */
  | { kind: 'weekly'; days: number[]; at: ClockTime }
  /** Day of the month; in a month without it, the month's last day. */
  | { kind: 'monthly'; day: number; at: ClockTime }
  /** When there is something new: looked after at each full hour of the day, never at night. */
  | { kind: 'published' }

/** An IANA name. */
export type Zone = string

export interface Wish {
  subjects: Subject[]
  rhythm: Rhythm
  zone: Zone
}

export const usualZone: Zone = 'Asia/Shanghai'
export const usualTime: ClockTime = { hour: 8, minute: 0 }

const weekdays = '一二三四五六日'
export const longestMonth = 31

export const clockText = ({ hour, minute }: ClockTime): string => `${hour}:${String(minute).padStart(2, '0')}`

/** 每周一、四 8:00, with the time zone where it is not the usual one. */
export function rhythmText(rhythm: Rhythm, zone: Zone): string {
  const where = zone === usualZone ? '' : `（${zone} 时间）`
  switch (rhythm.kind) {
    case 'daily':
      return `每天 ${clockText(rhythm.at)}${where}`
    case 'weekly':
      return `每周${rhythm.days.map(day => weekdays[day - 1]).join('、')} ${clockText(rhythm.at)}${where}`
    case 'monthly': {
      const day = rhythm.day === longestMonth ? '最后一天' : `${rhythm.day}日`
      const short = rhythm.day > 28 && rhythm.day < longestMonth ? '（没有这一天的月份在最后一天）' : ''
      return `每月${day}${short} ${clockText(rhythm.at)}${where}`
    }
    case 'published':
      return `有新报告时${where}`
  }
}

export function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case 'everything':
      return '全部报告'
    case 'division':
      return `${subject.name}（含下级）`
    case 'issuer':
      return subject.name
    case 'search': {
      const where = subject.within.map(({ name }) => name).join('、')
      return `${where ? `${where}里` : ''}提到“${subject.words}”的段落`
    }
  }
}

export const subjectsText = (subjects: readonly Subject[]): string => subjects.map(subjectText).join('、')
