// Leave with dates: rows, messages and papers go by it from its first day to its last, and nobody has to end it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shiftList } from '../../../functions/src/actions/reports/shift-list.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import type { Message } from '../../../functions/src/core/notices/message.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, hearing, open } from '../../fixtures/actions/action-place.ts';
import { at, CALL, storedDesk } from '../../fixtures/core/desk-fixture.ts';

/** A Thursday. */
const THURSDAY = at('2026-11-19 10:00');
let now = THURSDAY;
let place: ActionPlace;
let ports: Ports;
let deskId: string;
let sent: Message[] = [];

beforeAll(async () => {
  place = await ActionPlace.start('leave', () => now);
  ports = hearing(place.ports, message => void sent.push(message));
});
afterAll(() => place.close());
beforeEach(async () => {
  [now, sent] = [THURSDAY, []];
  await onLeave({});
});

async function send(of: string, cells: WireCells, key: string = crypto.randomUUID()): Promise<RowAnswer> {
  const table = tableOf(of);
  if (!table) throw new Error(of);
  const rows = [{ key, base: '', edited: [], cells }];
  const [answer] = (await submitRows(ports, account('owner'), deskId, table, { rows })).rows;
  if (!answer) throw new Error('no answer');
  return answer;
}

/** Opens the desk with 李伟 on leave. */
async function onLeave(leave: Cells): Promise<void> {
  deskId = crypto.randomUUID();
  const desk = storedDesk();
  const row = desk.rows['person-liwei'];
  if (!row) throw new Error('nobody is there');
  const rows = { ...desk.rows, 'person-liwei': { ...row, cells: { ...row.cells, ...leave } } };
  await open(ports, { ...desk, rows, id: deskId });
}
const handlerOn = async (day: string) => {
  now = at(`${day} 10:00`);
  const { cells } = await send('hotline', { ...CALL, calledAt: `${day} 09:50` });
  return cells['handler'];
};

describe('leave from a day to a day', () => {
  test('new rows go to somebody else on its days, and to the same again after them', async () => {
    await onLeave({ leaveFrom: '2026-11-20', leaveTo: '2026-11-23' });
    const days = ['2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24'];
    const handlers: unknown[] = [];
    for (const day of days) handlers.push(await handlerOn(day));
    expect(handlers[0]).toBe('李伟');
    expect(handlers[1]).not.toBe('李伟');
    expect(handlers[2]).toBe(handlers[1]);
    expect(handlers[3]).toBe('李伟');
  });

  test('reminders of what is his go to the stand-in meanwhile, who is told for whom', async () => {
    await onLeave({ leaveFrom: '2026-11-20', leaveTo: '2026-11-20', standIn: '吴昊' });
    await send('hotline', { ...CALL, calledAt: '2026-11-19 09:50', handler: '李伟' });
    const told = async (time: string) => {
      [now, sent] = [at(time), []];
      await ringDesk(ports, deskId);
      return sent.flatMap(({ to, text }) =>
        /热线响应/.test(text) ? [[to.name, text.includes('李伟 不在岗')]] : [],
      );
    };
    expect(await told('2026-11-19 11:40')).toContainEqual(['李伟', false]);
    await send('hotline', { ...CALL, contact: '13899998888', calledAt: '2026-11-19 17:50', handler: '李伟' });
    const during = await told('2026-11-20 12:30');
    expect(during).toContainEqual(['吴昊', true]);
    expect(during).not.toContainEqual(['李伟', false]);
  });

  test('who chooses him nevertheless is told until when', async () => {
    await onLeave({ leaveFrom: '2026-11-20', leaveTo: '2026-11-23' });
    now = at('2026-11-20 10:00');
    const { problems } = await send('hotline', { ...CALL, calledAt: '2026-11-20 09:50', handler: '李伟' });
    expect(problems).toContainEqual(
      expect.objectContaining({ column: 'handler', message: '李伟 请假到 2026-11-23。' }),
    );
    now += 5 * 24 * HOUR;
    const later = await send('hotline', { ...CALL, contact: '13811113333', handler: '李伟' });
    expect(later.problems.filter(({ column }) => column === 'handler')).toEqual([]);
  });

  test('the shift list has it day by day, with the stand-in', async () => {
    await onLeave({ leaveFrom: '2026-11-20', leaveTo: '2026-11-23', standIn: '吴昊' });
    const { papers } = await shiftList(ports, account('limin'), deskId);
    const of = (who: string) => papers[0]?.rows?.find(([each]) => each === who);
    expect(of('李伟')?.slice(2, 9)).toEqual(['在岗', '请假', '休', '休', '请假', '在岗', '在岗']);
    expect(of('李伟')?.at(-2)).toBe('吴昊');
    const counted = of('在岗')
      ?.slice(2, 9)
      .map(text => Number.parseInt(text, 10));
    expect(Number(counted?.[0]) - Number(counted?.[1])).toBe(1);
    expect(counted?.[5]).toBe(counted?.[0]);
  });

  test('without a last day it goes on, and one that ends before it begins is refused with what is meant', async () => {
    await onLeave({ leaveFrom: '2026-11-20' });
    expect(await handlerOn('2026-12-28')).not.toBe('李伟');
  });

  test('is typed into 人员 as people write days; one that ends before it begins is refused with what is meant', async () => {
    const person = {
      name: '何静',
      mail: 'hejing@example.com',
      department: '客服部',
      role: '客服人员',
      onDuty: '是',
    };
    expect(await send('people', { ...person, leaveFrom: '11月20日', leaveTo: '2026/11/23' })).toMatchObject({
      outcome: 'saved',
      cells: { leaveFrom: '2026-11-20', leaveTo: '2026-11-23' },
    });
    const other = { ...person, name: '何平', mail: 'heping@example.com' };
    const wrong = await send('people', { ...other, leaveFrom: '2026-11-20', leaveTo: '2026-11-18' });
    expect(wrong.outcome).not.toBe('saved');
    expect(wrong.problems).toContainEqual(
      expect.objectContaining({ column: 'leaveTo', message: expect.stringContaining('请假自') as unknown }),
    );
  });
});
