// Takes pending changes into the figures and brings the summary tabs up to date, with all that has to be carried out
// for the whole desk.

import type { DoneAnswer } from '../../contract/contract.ts';
import { isRecountAsked } from '../../core/desk/desk-state.ts';
import type { Account } from '../../ports/identity.ts';
import type { Ports } from '../../ports/ports.ts';
import { carryOutTasks } from '../customers/carry-out.ts';
import { expirePersons } from '../customers/expire.ts';
import { hideNames } from '../customers/hide-names.ts';
import { deskContext, rightContext } from '../desk/desk-contexts.ts';
import { Steps } from '../desk/steps.ts';
import { decideAgain, tryAgain } from '../timers/decide-again.ts';
import { closePeriods, hasEnded } from './close-periods.ts';
import { recountFigures } from './recount-figures.ts';
import { renewStored } from './renew-stored.ts';
import { reportPeriods } from './report-periods.ts';
import { tellProvisionalYear } from './tell-provisional-year.ts';
import { tellProtected, tellSilence, tellUnreachable } from './tell-trouble.ts';
import { writeSummaries } from './write-summaries.ts';

/**
 * Called by the queue. A desk that is gone is no error, or the queue would repeat it. Whether a step has anything to do
 * is seen from how the desk stood at the beginning, read at once: what comes later has a task of its own. A step that
 * has reads for itself how the desk stands when its turn comes, and one that fails keeps none of the others from being
 * tried. @throws what failed, so that the queue asks again.
 */
export async function summariseDesk(ports: Ports, deskId: string): Promise<void> {
  const { store } = ports;
  const known = await store.overview(deskId);
  if (!known) return;
  const steps = new Steps(ports.log, deskId);
  let recounted = false;
  if (hasEnded(known.periods, ports.now()))
    await steps.run('close_periods', () => closePeriods(ports, deskId));
  await steps.run('decide_again', () => decideAgain(ports, deskId, undefined, known));
  await steps.run('tell_provisional_year', () => tellProvisionalYear(ports, deskId, known));
  await steps.run('tell_silence', () => tellSilence(ports, deskId, known));
  await steps.run('try_again', () => tryAgain(ports, deskId, known));
  await steps.run('recount', async () => {
    if (!isRecountAsked(known.upkeep)) return;
    recounted = true;
    await recountFigures(ports, deskContext(ports, await store.desk(deskId)));
  });
  await steps.run('renew_stored', () => renewStored(ports, deskId, known));
  await steps.run('hide_names', () => hideNames(ports, deskId));
  await steps.run('person_tasks', () => carryOutTasks(ports, deskId, { known }).then(() => undefined));
  await steps.run('expire_persons', () => expirePersons(ports, deskId, known));
  await steps.run('report_periods', () => reportPeriods(ports, deskId, known));
  await steps.run('write_summaries', async () => {
    const desk = deskContext(ports, await store.desk(deskId));
    // A supervisor who asked for a recount waits to see what came of it.
    const { laidOut } = known.upkeep;
    const held = await writeSummaries(ports, desk, { urgent: recounted, steps, laidOut }).catch(
      async (cause: unknown) => {
        await tellUnreachable(ports, deskId, cause);
        throw cause;
      },
    );
    await tellProtected(ports, deskId, held);
  });
  steps.end();
}

/** Has all records of a desk counted anew, soon. @throws RequestError 403 when the account is no supervisor's. */
export async function rebuildSummaries(ports: Ports, account: Account, deskId: string): Promise<DoneAnswer> {
  await rightContext(ports, deskId, account, 'rebuild');
  await ports.store.transaction(deskId, async transaction => {
    const upkeep = await transaction.state('upkeep');
    if (upkeep) transaction.write({ state: { upkeep: { recountsAsked: upkeep.recountsAsked + 1 } } });
  });
  await ports.alarms.plantSummary(deskId, ports.now(), ports.now());
  return { done: true };
}
