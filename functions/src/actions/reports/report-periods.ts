// Sends the report of a week or a month that has ended, once.

import { documentsOf, earlier, periodAt } from '../../core/figures/periods.ts';
import { announceDesk } from '../../core/notices/notice.ts';
import { recipientsOfRole } from '../../core/notices/recipients.ts';
import { reportOf } from '../../core/reports/report-notice.ts';
import { PERIOD_KINDS } from '../../core/schema/period.ts';
import type { Ports } from '../../ports/ports.ts';
import { deskContext } from '../desk/desk-contexts.ts';

/**
 * Announces the last week and the last month to 客服经理 once they are closed. Of several that ended while the desk slept only the latest
 * is announced: the earlier months have tabs of their own.
 */
export async function reportPeriods(ports: Ports, id: string): Promise<void> {
  const [stored, periods] = await Promise.all([ports.store.desk(id), ports.store.state(id, 'periods')]);
  if (!stored || !periods) return;
  const { zone } = stored;
  for (const kind of PERIOD_KINDS) {
    const period = earlier(periodAt(kind, ports.now(), zone), zone);
    const { document } = period;
    if (periods.reported[kind] === document) continue;
    const [closed] = await ports.store.closedPeriods(id, [document]);
    if (!closed) continue;
    const figures = await ports.store.figures(id, documentsOf([earlier(period, zone)]));
    const isNews = await ports.store.transaction(id, async transaction => {
      const current = await transaction.state('periods');
      if (!current || current.reported[kind] === document) return false;
      const desk = deskContext(ports, (await transaction.read([], [])).desk);
      const report = reportOf(closed, { tables: desk.tables, figures }, zone);
      transaction.write({
        state: { periods: { reported: { [kind]: document } } },
        notices: announceDesk(report, recipientsOfRole('客服经理', desk)),
      });
      return true;
    });
    if (isNews) await ports.alarms.plantRing(id, ports.now(), ports.now());
  }
}
