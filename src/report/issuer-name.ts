import type { Issuer } from './report.ts'

/**
 * An issuer with its division in full: 黑龙江省鹤岗市南山区人民政府, never a bare 南山区. What the printed name says of the place itself,
 * be it shorter (恩施州, 顺河区), makes room for the division's path.
 */
export function fullName({ name, division }: Issuer): string {
  if (!division) return name
  const { path } = division
  const state = stateBody.exec(name)?.[0] ?? ''
  const printed = name.slice(state.length)
  const end = endOfPlaces(printed, path)
  // 中华人民共和国南通海关, 连云港海事局: by the place's short name, which is part of theirs.
  if (end > 0 && (state !== '' || byShortName.test(name))) return name
  if (end > 0) return `${state}${path.join('')}${printed.slice(end)}`
  return `${path.filter(unit => !name.includes(unit)).join('')}${name}`
}

/** Bodies of the state put their own name before the place's: 国家税务总局珠海市香洲区税务局. */
const stateBody = /^(?:国家税务总局|中华人民共和国|中国)/

const byShortName = /(?:海关|海事局|调查队)$/

/** Where the places end that the name begins with: any of the parents may be left out, the division itself may not; 0 where it is. */
function endOfPlaces(name: string, path: string[]): number {
  const [unit, ...below] = path
  if (unit === undefined) return 0
  if (below.length === 0) return Math.max(0, ...beginningsFor(name, unit))
  const ends = beginningsFor(name, unit).map(length => {
    const rest = endOfPlaces(name.slice(length), below)
    return rest === 0 ? 0 : length + rest
  })
  return Math.max(endOfPlaces(name, below), ...ends)
}

/** How long a beginning of the name stands for the unit: its whole name, its first characters, or these with its last ones. */
function beginningsFor(name: string, unit: string): number[] {
  const lengths: number[] = []
  for (let kept = 2; kept <= unit.length && name.startsWith(unit.slice(0, kept)); kept++) {
    for (let end = kept; end < unit.length; end++)
      if (name.startsWith(unit.slice(end), kept)) lengths.push(kept + unit.length - end)
    if (kept === unit.length || !ofAnotherLevel.test(name.slice(kept))) lengths.push(kept)
  }
  return lengths
}

/** 吉林 in 吉林市 is not the province. */
const ofAnotherLevel = /^(?:自治)?[省市区县旗州盟镇乡]/
