import type { Issuer } from './report.ts'

/** An issuer with the parents that its name leaves out: 黑龙江省鹤岗市南山区人民政府, never a bare 南山区. */
export function fullName({ name, division }: Issuer): string {
  if (!division) return name
  const missing = division.path.slice(0, -1).filter(parent => !name.includes(parent))
  const own = division.path.at(-1)!
  // A department's or town's signature may leave out its own division as well (教育局 of 阿城区).
  const stem = own.replace(/(?:街道|[省市区县旗镇乡])$/, '')
  return `${missing.join('')}${name.includes(own) || name.includes(stem) ? '' : own}${name}`
}
