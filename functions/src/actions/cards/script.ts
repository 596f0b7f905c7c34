// The card with what to say to a customer: how a call is answered, what to ask in this call-back, and the message that
// announces it. Whoever makes the call sees the customer's name in full, and that stands in the history.

import { scriptLines } from '../../core/decide/call-script.ts';
import { revealEvent, revealed } from '../../core/decide/reveal.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import { References, referencesOf } from '../../core/record/references.ts';
import type { Card, CardAsked } from './card.ts';

export const script: Card = {
  title: '回访提纲',
  async lines(asked) {
    const { table, record, desk } = asked;
    const cases = await casesOf(asked);
    const name = await nameFor(asked);
    const lines = scriptLines(table, record, desk, { cases, ...(name && { customer: name.value }) });
    if (lines.length === 0) return ['这一行没有回访提纲，请在“回访跟进”表中查看。'];
    return name ? [...lines, '客户姓名只对您这位回访人显示，这次查看已记入变更历史。'] : lines;
  },
};

/** The records that this one is about, where they are certain. */
async function casesOf({ table, record, desk, transaction }: CardAsked): Promise<DeskRecord[]> {
  const named = referencesOf(table, record.cells);
  const references = new References(key => desk.tableOf(key)?.title ?? key);
  const numbers = references.unknown(named);
  if (numbers.length > 0) references.add(numbers, await transaction.byNumber(numbers));
  return named.flatMap(each => references.find(each) ?? []);
}

/** The customer's full name for the person who makes the call; showing it is written down. */
async function nameFor(asked: CardAsked): Promise<{ value: string } | undefined> {
  const { table, record, desk, account, transaction } = asked;
  const { from } = table.script ?? {};
  const caller = from?.['回访人'] === undefined ? null : record.cells[from['回访人']];
  const person = desk.personOfMail(account.mail);
  if (!person || person.name !== caller) return undefined;
  const kept = await transaction.privateCells([record.key]);
  const all = revealed(table, record, kept.get(record.key) ?? {});
  const found = all.find(({ column }) => column === from?.['客户']);
  if (!found) return undefined;
  const { column, label, value } = found;
  transaction.write({ events: [revealEvent(record, account.mail, asked.now, [{ column, label }])] });
  return { value };
}
