/** Words of invitations by mail in Chinese. */
import type { mailEn } from './mail.en.ts'
import type { PartOf } from './parts.ts'

export const mailZh: PartOf<typeof mailEn> = {
  'mail.title': '邮件邀请',
  'mail.line':
    '每位客户收到自己的专属链接，邮件里就是第一题，使用客户的语言。已退订的客户不会收到。',
  'mail.look': '查看符合条件的客户',
  'mail.fit': '{n}位有邮箱的客户符合条件',
  'mail.fit.none': '没有符合条件且有邮箱的客户',
  'mail.send': '发送{n}封邀请',
  'mail.done': '{n}封邀请正在发送。',
  'mail.done.reminders': '{n}封提醒正在发送。',
  'mail.not.no-address': '没有邮箱：{n}人',
  'mail.not.unsubscribed': '已退订：{n}人',
  'mail.not.invited-before': '此前已邀请，链接仍有效：{n}人',
  'mail.not.not-invited': '没有仍然有效的邮件链接：{n}人',
  'mail.not.reminded-before': '此前已提醒：{n}人',
  'mail.list': '已邀请的客户，最新的在前',
  'mail.list.none': '还没有邀请过客户',
  'mail.customer': '客户',
  'mail.answer': '作答',
  'mail.mail': '邮件',
  'mail.reminder': '提醒',
  'mail.forgotten': '已删除的客户',
  'mail.state.none': '无',
  'mail.state.queued': '等待发送',
  'mail.state.sent': '已发送',
  'mail.state.unknown': '结果不明，可能已发送',
  'mail.state.failed': '发送失败',
  'mail.state.unsubscribed': '已退订',
  'mail.state.withdrawn': '未发送，链接已失效',
  'mail.remind': '提醒{n}人',
  'mail.remind.who': '列表中已发送邮件但尚未作答的人，每人一次',
  'mail.unsubscribed': '退订时间',
  'mail.invite': '用邮件邀请填写',
  'mail.invite.send': '发送邀请',
}
