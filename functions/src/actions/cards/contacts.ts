// The card with a record's full contact data. Whoever sees it stands in the history, in the same commit.

import { RequestError } from '../../contract/request-error.ts';
import { mayReveal, revealed } from '../../core/decide/reveal.ts';
import type { RecordEvent } from '../../core/record/record.ts';
import type { Card, CardAsked } from './card.ts';

export const contacts: Card = {
  title: '完整联系方式',
  async lines(asked) {
    const { table, record, account, desk, transaction } = asked;
    if (!mayReveal(table, record, account.mail, desk)) throw new RequestError('not_yours');
    const kept = await transaction.privateCells([record.key]);
    const found = revealed(table, record, kept.get(record.key) ?? {});
    if (found.length === 0) return ['这条记录没有隐藏的内容，表中所见就是全部。'];
    const columns = found.map(({ column, label }) => ({ column, label }));
    transaction.write({ events: [eventOf(asked, columns)] });
    return [...found.map(({ label, value }) => `${label}：${value}`), '这次查看已记入变更历史。'];
  },
};

function eventOf({ table, record, account, now }: CardAsked, columns: RecordEvent['revealed']): RecordEvent {
  return {
    key: record.key,
    table: table.key,
    number: record.number,
    version: record.version,
    at: now,
    by: { account: account.mail, editor: null },
    cycle: record.cycle,
    state: { before: record.state, after: record.state },
    changes: [],
    ...(columns && { revealed: columns }),
  };
}
