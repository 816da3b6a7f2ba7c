import { matchesOf } from './matches.ts'

/** What people want done or explained rather than looked up: how to apply, to complain, to have a letter written. */

const asking =
  '(?:请问)?(?:要|该|应该|需要)?(?:如何|怎么|怎样|咋|咋样|去哪里?|去哪儿|在哪里?|在哪儿|到哪里?|到哪儿|向谁|找谁|跟谁|能不能|可不可以|可以|能)(?:才能|可以|能|去|来|样|向政府|向你们|申请人)?'
const wanting = '(?:我|我们|本人)(?:要|想|想要|需要|打算|准备)(?:向[\\p{Script=Han}]{2,8})?(?:提|提出|提交|写|递交|打)?'
const helping =
  '(?:请|麻烦|能不能|可以)?(?:你|您)?(?:帮|替|给)(?:我|我们)(?:写|拟|起草|申请|投诉|举报|起诉|填|提交|办|办理)'
const deed =
  '(?:提交|提出|递交|填写|填|写|办理|办)?(?:政府信息公开申请|信息公开申请|申请政府信息公开|申请信息公开|申请公开政府信息|申请公开|依申请公开|提交申请|提出申请|提申请|递交申请|写申请书?|申请书|申请表|申请复议|申请行政复议|提起复议|提起诉讼|提起行政诉讼|申请|投诉|举报|上访|信访|起诉|打官司|缴费|查询个人信息)'
/** 我想申请数, 怎么申请的多: the words go on to a figure. */
const ending = '(?![数量件总的多少占比率情公类过了比])'

const patterns = [
  /^什么(?:是|叫做?)[\p{Script=Han}“”"]{2,16}[?？]?$/gu,
  /(?:是什么意思|是啥意思|什么意思|啥意思|的含义|的定义|指的是什么|是指什么|怎么理解|如何理解|怎么解释)(?:是什么|呢)?/gu,
  /我的申请(?![数量件总])(?:[\p{Script=Han}]{0,6}?(?:办到哪|到哪一步|进度|什么时候|多久))?/gu,
  /怎么办(?![理结的了过])|办到哪(?:一步|里|儿)?了?|申请进度|办理进度|查进度/gu,
  /写(?:一份|一个|一封|份|个|封|张)?(?:政府)?(?:信息公开)?(?:的)?(?:申请书?|申请表|投诉信|举报信|起诉状|复议申请书?)(?![数量件总的多少])/gu,
  new RegExp(`${asking}${deed}${ending}`, 'gu'),
  new RegExp(`${wanting}${deed}${ending}`, 'gu'),
  new RegExp(
    `${helping}[\\p{Script=Han}]{0,6}?(?:申请书?|申请表|投诉信?|举报信?|起诉状|复议书|信|材料|公开)${ending}`,
    'gu',
  ),
  /(?:申请|投诉|举报|复议|诉讼)(?:政府信息公开|信息公开|公开政府信息|公开)?(?:的)?(?:流程|程序|步骤|手续|渠道|条件|材料|模板|范本|格式|电话是多少|入口)(?:是什么|有哪些|是啥|怎样|怎么写|在哪里?)?/gu,
  /(?:政府信息公开|信息公开)?条例(?:第[\d一二三四五六七八九十百]+条)?(?:是什么|怎么规定的?|规定了什么|内容|全文)/gu,
]

/** Stretches of a normalised text in which somebody wants to be served. */
export function findServices(text: string): { start: number; end: number; text: string }[] {
  return patterns.flatMap(pattern =>
    matchesOf(pattern, text).map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      text: match[0],
    })),
  )
}
