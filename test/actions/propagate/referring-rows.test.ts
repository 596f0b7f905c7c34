// A plan shows when the customer of its feedback is to be told next: it follows the feedback, in the same commit.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideAgain } from '../../../functions/src/actions/timers/decide-again.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import { ActionPlace, account, DESK_ID, hearing } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, by, FEEDBACK } from '../../fixtures/core/desk-fixture.ts';

let now = at('2026-11-20 15:00');
let place: ActionPlace;
const bases = new Map<string, string>();

beforeAll(async () => {
  place = await ActionPlace.start('referring', () => now);
});
afterAll(() => place.close());

async function submit(table: Table, key: string, cells: WireCells, time: string): Promise<void> {
  now = at(time);
  const row: RowInput = { key, base: bases.get(key) ?? '', edited: [], cells };
  const author = table === settings ? by('sunli') : by('limin');
  const asked = { account: account('owner'), table, by: author, now, rows: [row] };
  const settled = await commitAlone(place.ports, DESK_ID, asked);
  expect(settled.answers.map(({ outcome }) => outcome)).toEqual(['saved']);
  bases.set(key, settled.answers[0]?.base ?? '');
}

const recordAt = (key: string) =>
  place.ports.store.transaction(DESK_ID, async transaction => {
    const record = (await transaction.read([key], [])).records.get(key);
    if (!record) throw new Error(`no record ${key}`);
    return record;
  });
const shown = async () => (await recordAt('plan-000001')).cells.nextSyncAt;

test('a plan shows when to tell the customer next, and follows when that moves', async () => {
  const received = { ...FEEDBACK, priority: '重要', department: '运营部', startedAt: '2026-11-20 15:00' };
  await submit(feedback, 'feedback-01', received, '2026-11-20 15:00');
  const { number } = await recordAt('feedback-01');
  const plan = { feedback: number, cause: '线路调整', solution: '改由同城仓发货', owner: '吴昊' };
  await submit(plans, 'plan-000001', plan, '2026-11-20 16:00');
  expect(await shown()).toBe(at('2026-11-21 15:00'));
  expect((await recordAt('feedback-01')).cells.owner).toBe('吴昊');

  await submit(feedback, 'feedback-01', { syncedAt: '2026-11-20 17:00' }, '2026-11-20 17:00');
  expect(await shown()).toBe(at('2026-11-21 17:00'));

  await submit(feedback, 'feedback-01', { priority: '紧急' }, '2026-11-20 17:30');
  expect(await shown()).toBe(at('2026-11-20 21:00'));

  const { version } = await recordAt('plan-000001');
  await submit(feedback, 'feedback-01', { mood: '平和' }, '2026-11-20 17:40');
  expect((await recordAt('plan-000001')).version).toBe(version);
});

test('it follows as well when that comes round unheeded, or when its length is another', async () => {
  const ports = hearing(place.ports, () => undefined);
  const told = async () => (await recordAt('feedback-01')).cells.nextSyncAt;
  now = at('2026-11-21 10:00');
  await ringDesk(ports, DESK_ID);
  expect([await shown(), await told()]).toEqual([at('2026-11-21 09:00'), at('2026-11-21 09:00')]);

  const limit = { category: '时限', name: '进展同步·紧急', value: '6h' };
  await submit(settings, 'setting-0001', limit, '2026-11-21 10:10');
  await decideAgain(ports, DESK_ID);
  expect([await shown(), await told()]).toEqual([at('2026-11-21 11:00'), at('2026-11-21 11:00')]);
});
