// The service's alarms over the queue: each change is followed by a task that runs after it, whatever the clocks of the
// processes say. The name of a task that has run stays taken for an hour.
import { expect, test } from 'vitest';
import { CloudTasksAlarms } from '../../../functions/src/adapters/google/cloud-tasks-alarms.ts';
import { LOCATION, openDesk, QUEUE, SECOND, START } from './desk.ts';

const DESK = 'desk-1';
/** Where no window of five seconds and no minute ends. */
const BEGIN = Math.ceil(START / 60_000) * 60_000 + SECOND;

async function open() {
  const desk = await openDesk();
  const summarise = `${LOCATION}/queues/summarise`;
  await desk.createQueue();
  await desk.createQueue({ name: summarise });
  await desk.pass(BEGIN - START);
  const place = (path: string) => ({ path, url: desk.url, account: 'machine@acme.example' });
  const queues = { ring: place(QUEUE), summarise: place(summarise) };
  /** The alarms of one process. */
  const process = () =>
    new CloudTasksAlarms(
      () => desk.client,
      { queues },
      () => desk.clock.now(),
    );
  return { desk, process, runs: () => desk.received.length };
}

test('changes within one window ask for one summary', async () => {
  const { desk, process, runs } = await open();
  const [one, other] = [process(), process()];
  for (const alarms of [one, other, one]) await alarms.plantSummary(DESK, BEGIN, BEGIN);
  await desk.pass(10 * SECOND);
  expect(runs()).toBe(1);
});

test('a process whose clock is late plants no summary that has run already', async () => {
  const { desk, process, runs } = await open();
  const [early, late] = [process(), process()];
  await early.plantSummary(DESK, BEGIN, BEGIN);
  await desk.pass(4 * SECOND + 2);
  expect(runs()).toBe(1);
  const now = desk.clock.now() - 3;
  await late.plantSummary(DESK, now, now);
  await desk.pass(10 * SECOND);
  expect(runs()).toBe(2);
});

test('a summary that comes before its moment, by the clock of who takes it, is planted again', async () => {
  const { desk, process, runs } = await open();
  const [one, late] = [process(), process()];
  const at = BEGIN + 17 * SECOND;
  await one.plantSummary(DESK, at, BEGIN);
  await desk.pass(17 * SECOND);
  expect(runs()).toBe(1);
  await late.plantSummary(DESK, at, desk.clock.now() - 2);
  await desk.pass(10 * SECOND);
  expect(runs()).toBe(2);
});

test('so is a ring that comes before its moment', async () => {
  const { desk, process, runs } = await open();
  const [one, late] = [process(), process()];
  const at = BEGIN + 59 * SECOND;
  await one.plantRing(DESK, at, BEGIN);
  await desk.pass(59 * SECOND);
  expect(runs()).toBe(1);
  await late.plantRing(DESK, at, desk.clock.now() - 2);
  await desk.pass(5 * SECOND);
  expect(runs()).toBe(2);
});

test('a clock that is set back loses no summary, and keeps asking for one a window', async () => {
  const { desk, process, runs } = await open();
  const alarms = process();
  await alarms.plantSummary(DESK, BEGIN, BEGIN);
  await desk.pass(10 * SECOND);
  expect(runs()).toBe(1);
  // By its clock it is what it was ten seconds ago.
  for (let change = 0; change < 3; change += 1) await alarms.plantSummary(DESK, BEGIN, BEGIN);
  await desk.pass(10 * SECOND);
  expect(runs()).toBe(2);
});
