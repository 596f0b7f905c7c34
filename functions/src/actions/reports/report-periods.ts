// Sends the report of a week or a month that has ended, once.

import { isEmpty } from '../../core/figures/closed-periods.ts';
import { documentsOf, earlier, periodAt } from '../../core/figures/periods.ts';
import { announceDesk } from '../../core/notices/notice.ts';
import { HEARD_BY, recipientsOfRole } from '../../core/notices/recipients.ts';
import { reportOf } from '../../core/reports/report-notice.ts';
import { PERIOD_KINDS } from '../../core/schema/period.ts';
import type { DeskOverview } from '../../ports/desks.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';

/**
 * Announces the last week and the last month to 客服经理 once they are closed. Of several that ended while the desk slept
 * only the latest is announced: the earlier months have tabs of their own. One in which nothing happened is passed
 * over.
 */
export async function reportPeriods(ports: Ports, id: string, known?: DeskOverview): Promise<void> {
  const found = known ?? (await ports.store.overview(id));
  if (!found) return;
  const { periods } = found;
  const { zone } = found.desk;
  for (const kind of PERIOD_KINDS) {
    const period = earlier(periodAt(kind, ports.now(), zone), zone);
    const { document } = period;
    if (periods.reported[kind] === document) continue;
    const [closed] = await ports.store.closedPeriods(id, [document]);
    if (!closed) continue;
    const before = earlier(period, zone);
    const [figures, closedBefore] = await Promise.all([
      ports.store.figures(id, documentsOf([before])),
      ports.store.closedPeriods(id, [before.document]),
    ]);
    const isNews = await ports.store.transaction(id, async transaction => {
      const current = await transaction.state('periods');
      if (!current || current.reported[kind] === document) return false;
      const desk = deskContext(ports, (await transaction.read([], [])).desk);
      const report = reportOf(closed, { tables: desk.tables, figures, closedPeriods: closedBefore }, zone);
      const to = isEmpty(closed) ? [] : recipientsOfRole(HEARD_BY.report, desk);
      transaction.write({
        state: { periods: { reported: { [kind]: document } } },
        notices: announceDesk(report, to),
      });
      return to.length > 0;
    });
    if (isNews) await ports.alarms.plantRing(id, ports.now(), ports.now());
  }
}
