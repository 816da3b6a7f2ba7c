import { type Command, type ForStaff, type Said, saying } from './commands.ts'
import { invitationHours, type Member, type Staff } from './staff.ts'

/** Commands about who is staff: inviting, joining, the list, taking back. */

const say = (...lines: string[]): Said => ({ kind: 'say', outcome: saying(...lines) })

const longestName = 20

/** Day and time of Beijing. */
const shown = (at: Date): string =>
  new Date(at.getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 16).replace('T', ' ')

const nameOf = ({ name }: Pick<Member, 'name'>): string => name || '（未写姓名）'

const inviterOf = ({ by }: Member): string =>
  by.kind === 'you' ? '您' : by.kind === 'member' ? by.name || '另一位受邀者' : '名单内的会话'

/** Buttons that a list offers. */
const mostOffers = 4

function listSaid(staff: Staff, person: string, now: Date): Said {
  const { members, waiting, configured } = staff.list(person, now)
  const all = [...members, ...waiting]
  return {
    kind: 'say',
    outcome: saying(
      `受邀的工作人员 ${members.length} 人，待使用的邀请码 ${waiting.length} 个；配置名单（STAFF）里有 ${configured} 个会话，由运维修改。`,
      ...members.map(each => `· ${nameOf(each)}，${shown(each.at)} 起，由${inviterOf(each)}邀请，编号 ${each.id}`),
      ...waiting.map(
        each => `· 邀请码（给${nameOf(each)}），${shown(each.at)} 到期，由${inviterOf(each)}生成，编号 ${each.id}`,
      ),
      ...(all.length > 0 ? ['收回权限或邀请码，请发送：撤销 后面空一格写上编号'] : []),
    ),
    offers: all
      .slice(0, mostOffers)
      .map(each => ({ label: `撤销 ${each.name || each.id}`, says: `/revoke ${each.id}` })),
  }
}

/** `forStaff` guards what is for staff alone. Nothing of this is told to a group: everybody there would read it. */
export function memberCommands(staff: Staff, forStaff: ForStaff): Command[] {
  const alone: ForStaff = run =>
    forStaff(call => (call.incoming.group ? say('请与我单独对话时再用这个功能。') : run(call)))
  return [
    {
      name: 'invite',
      words: ['邀请', '邀请同事'],
      takes: 'words',
      description: '邀请同事，例如：邀请 张三',
      ...alone(({ words, person, now }) => {
        const name = words.replace(/\s+/g, ' ').slice(0, longestName)
        const { code } = staff.invite(person, name, now)
        return say(
          `邀请码：${code}`,
          `${invitationHours} 小时内有效，只能用一次。请${name || '对方'}发送：邀请码 ${code}`,
          '发送“工作人员”可以看名单和收回。',
        )
      }),
    },
    {
      name: 'staff',
      words: ['工作人员', '工作人员名单'],
      takes: 'nothing',
      description: '查看受邀的工作人员和邀请码',
      ...alone(({ person, now }) => listSaid(staff, person, now)),
    },
    {
      name: 'revoke',
      words: ['撤销', '撤销权限'],
      takes: 'words',
      description: '收回权限或邀请码',
      ...alone(({ words, now }) => {
        const id = words.trim().toLowerCase()
        if (!id) return say('请在“撤销”后面空一格写上编号，编号见“工作人员”名单。')
        const revoked = staff.revoke(id, now)
        return revoked === 'member'
          ? say('已收回，对方不能再使用工作人员的功能；对方发出而未用的邀请码也一并作废。')
          : revoked === 'invitation'
            ? say('这个邀请码已作废。')
            : say('没有这个编号。受邀者和待使用的邀请码见“工作人员”名单；配置名单（STAFF）由运维修改。')
      }),
    },
    {
      name: 'join',
      words: ['邀请码'],
      takes: 'words',
      description: '用邀请码成为工作人员',
      // Whoever has a code was told how to use it.
      only: () => false,
      run: ({ words, incoming, person, now }) => {
        if (staff.is(incoming, person)) return say('您已经是工作人员。')
        if (!words) return say('请在“邀请码”后面空一格写上邀请码。')
        return staff.redeem(words, person, now)
          ? say('您已成为工作人员，可以使用“搜索”“核对”“报告列表”“反馈列表”“邀请”“工作人员”。')
          : say('邀请码不对，或已用过、已过期，请向给您邀请码的人再要一个。')
      },
    },
  ]
}
