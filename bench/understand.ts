import { understand } from '../src/question/understand.ts'
import { print, timed } from './measure.ts'

const questions = [
  '顺河区2020年收到多少申请',
  '军粮城街道2020年行政复议维持率',
  '阿城区2021年行政处罚多少件',
  '黑龙江省鹤岗市南山区去年收到了几件信息公开申请',
  '2020年行政许可处理决定数量从大到小排序',
  '军粮城和鹤岗南山2020年谁的申请多',
  '军粮城街道信息公开有哪些问题',
  '顺河区2020年行正许可处理决定有多少件',
  '想给阿城区政府信息公开提意见，网址和电话给一下',
  '請問軍糧城街道2020年行政復議有幾件',
]

/** Questions understood per second on one core, all divisions loaded. */
export async function benchUnderstand(): Promise<void> {
  const now = new Date()
  const timing = await timed(5000, run => understand(questions[run % questions.length]!, { now }))
  print('理解一个问题', { '个/秒': 1000 / timing.p50, p50毫秒: timing.p50, p95毫秒: timing.p95 })
}
