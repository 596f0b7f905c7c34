// The card with a record's full contact data. Whoever sees it stands in the history, in the same commit.

import { RequestError } from '../../contract/request-error.ts';
import { mayReveal, type Revealed, revealEvent, revealed, takenOver } from '../../core/decide/reveal.ts';
import { showTime } from '../../core/lib/parse-time.ts';
import { announce, type Notice } from '../../core/notices/notice.ts';
import { SUPERVISOR_ROLES } from '../../core/schema/clock-rule.ts';
import type { Card, CardAsked } from './card.ts';

export const contacts: Card = {
  title: '完整联系方式',
  async lines(asked) {
    const found = await reveal(asked);
    if (found.length === 0) return ['这条记录没有隐藏的内容，表中所见就是全部。'];
    return [...found.map(({ label, value }) => `${label}：${value}`), '这次查看已记入变更历史。'];
  },
};

/**
 * What is hidden of a record, for whoever may see it; that it was seen is written down with it.
 * @throws RequestError 403 for whoever may not.
 */
export async function reveal(asked: CardAsked): Promise<Revealed[]> {
  const { table, record, account, desk, transaction } = asked;
  if (!mayReveal(table, record, account.mail, desk)) throw new RequestError('not_yours');
  const kept = await transaction.privateCells([record.key]);
  const found = revealed(table, record, kept.get(record.key) ?? {});
  if (found.length === 0) return [];
  const columns = found.map(({ column, label }) => ({ column, label }));
  const notices = await toldOf(asked);
  transaction.write({ events: [revealEvent(record, account.mail, asked.now, columns)], notices });
  if (notices.length > 0) asked.ring();
  return found;
}

/** Events that are looked through for who handed the record over last. */
const LATEST = 30;

/** Those above hear of it when somebody has just taken the record over from another: once for each time that he did. */
async function toldOf({ table, record, account, desk, now, transaction }: CardAsked): Promise<Notice[]> {
  const { mail } = account;
  const name = desk.personOfMail(mail)?.name;
  if (name === undefined || desk.isSupervisor(mail)) return [];
  const events = await transaction.history(record.key, LATEST);
  const taken = takenOver(table, events, { mail, name }, now);
  if (!taken) return [];
  const announcement = {
    kind: 'revealed' as const,
    occasion: `${mail}/${taken.at}`,
    title: `${name} 接手后查看了完整的联系方式`,
    what: `${name} 在 ${showTime(taken.at, desk.zone)} 自己从 ${taken.from} 接手了这条记录，并在 ${showTime(now, desk.zone)} 查看了完整的联系方式。`,
    why: '您收到这条通知，是因为接手后很快就查看联系方式时要告诉主管；如属正常处理，不用理会。',
    to: [{ role: SUPERVISOR_ROLES[0] }],
  };
  return announce([announcement], record, table, desk);
}
