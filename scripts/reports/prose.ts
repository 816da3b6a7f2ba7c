import type { Cell, Section } from '../../src/report/report.ts'
import type { Random } from './random.ts'

/** The prose of an invented report; its numbers are those of its tables where it speaks of them. */

const problems = [
  '经办人员变动较多，业务不够熟练',
  '公开内容更新不够及时',
  '政策解读以文字为主，形式单一',
  '依申请公开的答复文书不够规范',
  '部分栏目内容偏少',
]
const improvements = [
  '每季度组织一次业务培训',
  '明确各栏目的更新期限并逐月检查',
  '多用图表和短视频解读政策',
  '统一答复文书的格式',
  '指定专人维护栏目',
]

export function proseOf(issuer: string, year: number, cells: readonly Cell[], random: Random): Section[] {
  const value = (field: string) => cells.find(cell => cell.field === field)?.value ?? 0
  const at = random.whole(0, problems.length - 2)
  const published = random.whole(20, 3000)
  const wechat = random.whole(10, 900)
  return [
    {
      number: '',
      heading: '',
      text: `【虚构样例】本报告由程序生成，机构名称取自行政区划，内容和数字均属虚构。\n如有疑问，请联系${issuer}信息公开机构（电话：0000-${random.whole(1000000, 9999999)}）。`,
    },
    {
      number: '一',
      heading: '总体情况',
      text: `（一）主动公开。${year}年主动公开政府信息${published}条，其中通过微信公众号发布${wechat}条。\n（二）依申请公开。全年新收政府信息公开申请${value('requests.received.total')}件，办结${value('requests.handled.total')}件。\n（三）监督保障。全年组织培训${random.whole(1, 9)}次。`,
    },
    { number: '二', heading: '主动公开政府信息情况', text: '' },
    { number: '三', heading: '收到和处理政府信息公开申请情况', text: '' },
    { number: '四', heading: '政府信息公开行政复议、行政诉讼情况', text: '' },
    {
      number: '五',
      heading: '存在的主要问题及改进情况',
      text: `存在的主要问题：一是${problems[at]}；二是${problems[at + 1]}。\n改进措施：一是${improvements[at]}；二是${improvements[at + 1]}。`,
    },
    { number: '六', heading: '其他需要报告的事项', text: `${year}年收取信息处理费0元。` },
  ]
}
