// When a desk's summaries are written the next time, though nobody changes anything more.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { MIN_INTERVAL_MS } from '../../../functions/src/core/workbook/write-lease.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';

let firestore: FirestoreServer;
let stage: SummaryStage;
beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

/** Has the desk summed up, and answers for when it is planted to be summed up again. */
async function planted(): Promise<number[]> {
  const times: number[] = [];
  const plantRing: Ports['alarms']['plantRing'] = (...args) => stage.ports.alarms.plantRing(...args);
  const alarms = { plantRing, plantSummary: async (_: string, when: number) => void times.push(when) };
  await summariseDesk({ ...stage.ports, alarms }, stage.desk);
  return times;
}
const writes = () => stage.takeCalls().filter(({ method }) => method === 'POST').length;

test('what is due today is another list tomorrow: it is written anew when the day ends', async () => {
  await stage.save(['row-00000001']);
  expect(await planted()).toContain(at('2026-11-21 00:00'));
  stage.now = at('2026-11-21 00:00');
  expect(await planted()).toContain(at('2026-11-22 00:00'));
});

test('what comes too soon after a call is planted for when the next may be made, and is written then', async () => {
  stage.now += 2 * MIN_INTERVAL_MS;
  await stage.save(['row-00000002']);
  stage.takeCalls();
  await planted();
  expect(writes()).toBeGreaterThan(0);
  await stage.save(['row-00000003']);
  const soon = (await planted()).filter(when => when <= stage.now + MIN_INTERVAL_MS);
  expect(writes()).toBe(0);
  expect(soon).toHaveLength(1);
  const [next = 0] = soon;
  expect(next).toBeGreaterThan(stage.now);
  stage.now = next;
  await planted();
  expect(writes()).toBe(1);
});
