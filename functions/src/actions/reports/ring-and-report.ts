// A ring, and what the desk as a whole has to say by then: after a leap of the clock, or a time in which nothing ran,
// each person hears of limits and of ended weeks and months in one message.

import type { Ports } from '../../ports/ports.ts';
import { Steps } from '../desk/steps.ts';
import { ringDesk } from '../timers/ring-desk.ts';
import { closePeriods } from './close-periods.ts';
import { reportPeriods } from './report-periods.ts';
import { tellProvisionalYear } from './tell-provisional-year.ts';

/** Rings a desk; what a summary would announce a moment later is announced before anything is sent. */
export async function ringAndReport(ports: Ports, deskId: string): Promise<void> {
  await ringDesk(ports, deskId, async () => {
    const steps = new Steps(ports.log, deskId);
    await steps.run('close_periods', () => closePeriods(ports, deskId));
    await steps.run('tell_provisional_year', () => tellProvisionalYear(ports, deskId));
    await steps.run('report_periods', () => reportPeriods(ports, deskId));
    steps.end();
  });
}
