// A record as a form to print. Whoever prints it with the full contact stands in the history, as with the card.

import type { PapersAnswer } from '../../contract/papers.ts';
import { paperOf, printedGroups } from '../../core/papers/paper.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { reveal } from './contacts.ts';
import { inRecord } from './show-card.ts';

/**
 * The form of a record.
 * @throws RequestError 404 when there is no such record, 403 when the account may not see it, or not what is hidden.
 */
export function printRecord(
  ports: Ports,
  account: Account,
  deskId: string,
  { key, full }: { key: string; full: boolean },
): Promise<PapersAnswer> {
  return inRecord(ports, account, deskId, { key }, async asked => {
    const { table, record, desk } = asked;
    const hidden = full ? await reveal(asked) : [];
    const values = new Map(hidden.map(({ column, value }) => [column, value]));
    const { title, signatures } = paperOf(table);
    return {
      company: desk.company,
      papers: [
        {
          title,
          caption: [`编号：${record.number}`, `状态：${record.state}`],
          groups: printedGroups(table, record, values, desk.zone),
          signatures: [...signatures],
        },
      ],
    };
  });
}
