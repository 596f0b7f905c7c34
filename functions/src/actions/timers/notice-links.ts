// The addresses in a desk's notices.

import type { DeskContext } from '../../core/desk/desk.ts';
import type { Person } from '../../core/desk/person.ts';
import { DAY, type Instant } from '../../core/lib/time.ts';
import type { MessageLinks } from '../../core/notices/message.ts';
import type { Notice } from '../../core/notices/notice.ts';
import { ACKNOWLEDGE_LINK_MS, CASE_LINK_MS, ROW_LINK_MS } from '../../core/notices/signed-link.ts';
import { TODO } from '../../core/reports/todo.ts';
import { ESCALATIONS, isAbove } from '../../core/schema/clock-rule.ts';
import type { Ports } from '../../ports/ports.ts';

/** Addresses for the notices of a desk. */
export function linksOf({ links }: Ports, desk: DeskContext, now: Instant): MessageLinks {
  const deskId = desk.desk.id;
  // By the day: what is sent again is the same then.
  const today = Math.floor(now / DAY) * DAY;
  return {
    row({ about }) {
      if (!about) return undefined;
      const { table, key } = about;
      return links.address({ to: 'row', deskId, table, key, until: today + ROW_LINK_MS });
    },
    acknowledge(notice, name) {
      const found = desk.people.find(each => each.name === name);
      if (!notice.about || !found || !mayAcknowledge(notice, found, desk)) return undefined;
      const { key } = notice.about;
      const person = found.key;
      return links.address({ to: 'acknowledge', deskId, key, person, until: today + ACKNOWLEDGE_LINK_MS });
    },
    work(notice, name) {
      const found = desk.people.find(each => each.name === name);
      if (!notice.about || !found || found.left) return undefined;
      const { key: person, calendarVersion: version } = found;
      const { key } = notice.about;
      return links.address({ to: 'case', deskId, key, person, version, until: today + CASE_LINK_MS });
    },
    todo: links.sheet(deskId, TODO.tab.sheetId),
  };
}

/** Whether a notice asks somebody above to take note. */
function mayAcknowledge({ about, step }: Notice, person: Person, desk: DeskContext): boolean {
  const table = about && desk.tableOf(about.table);
  return Boolean(
    step && ESCALATIONS.includes(step) && table?.acknowledging && !person.left && isAbove(person.role),
  );
}
