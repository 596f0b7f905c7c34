// Whoever a matter has become hears of it at once, once, with what it is about and how late it is; and nobody of what
// he did himself.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { ringDesk } from '../../../functions/src/actions/timers/ring-desk.ts';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { DAY, HOUR, MINUTE } from '../../../functions/src/core/lib/time.ts';
import type { Message } from '../../../functions/src/core/notices/message.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { ActionPlace, account, hearing, open } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, storedDesk } from '../../fixtures/core/desk-fixture.ts';

/** A Friday. */
const FRIDAY = at('2026-11-20 15:00');
let now = FRIDAY;
let place: ActionPlace;
let ports: Ports;
let deskId: string;
let sent: Message[] = [];

beforeAll(async () => {
  place = await ActionPlace.start('assigned', () => now);
  ports = hearing(place.ports, message => void sent.push(message));
});
afterAll(() => place.close());
beforeEach(async () => {
  now = FRIDAY;
  sent = [];
  deskId = crypto.randomUUID();
  await open(ports, { ...storedDesk(), id: deskId });
});

/** Types into a row, a minute later, and lets the desk say what there is to say. */
async function type(who: string, cells: WireCells, key: string = crypto.randomUUID(), of = 'hotline') {
  now += MINUTE;
  const table = tableOf(of);
  if (!table) throw new Error(`no table ${of}`);
  const before = (await ports.store.records(deskId, [key])).get(key);
  const rows = [{ key, base: before ? String(before.version) : '', edited: Object.keys(cells), cells }];
  const by = { account: `${who}@example.com`, editor: null };
  const settled = await commitAlone(ports, deskId, { account: account(who), table, by, now, rows });
  expect(settled.answers.map(({ outcome }) => outcome)).toEqual(['saved']);
  await ringDesk(ports, deskId);
  return key;
}

const given = () => sent.filter(({ subject, text }) => `${subject}${text}`.includes('【交给您】'));

// Template 0.10
describe('a matter that becomes somebody’s', () => {
  test('is told at once: customer masked, problem, limit and link', async () => {
    await type('limin', { ...CALL, calledAt: '2026-11-20 14:50', handler: '李伟' });
    const [mail, ...others] = given();
    expect(others).toEqual([]);
    expect(mail?.to.name).toBe('李伟');
    expect(mail?.subject).toMatch(/^【交给您】热线记录 \d+：李\*，.+，热线响应时限 2026-11-20 16:50$/);
    expect(mail?.text).toContain('李敏 交给您（处理人员：李伟）');
    expect(mail?.text).toContain('打开这一行：');
    expect(mail?.text).not.toMatch(/1381234|李先生/);
    await ringDesk(ports, deskId);
    expect(given()).toHaveLength(1);
  });

  test('is not told to who took it himself, nor again when something else changes', async () => {
    const key = await type('liwei', { ...CALL, calledAt: '2026-11-20 14:50', handler: '李伟' });
    await type('limin', { remark: '已回电' }, key);
    expect(given()).toEqual([]);
  });

  // Case D.14
  test('is told to whoever takes over, with whose it was and that it is late', async () => {
    const key = await type('limin', { ...CALL, calledAt: '2026-11-20 14:50', handler: '李伟' });
    now += 2.5 * HOUR;
    await ringDesk(ports, deskId);
    sent = [];
    await type('wangfang', { handler: '吴昊' }, key);
    const [mail, ...others] = given();
    expect(others).toEqual([]);
    expect(mail?.to.name).toBe('吴昊');
    expect(mail?.subject).toContain('热线响应已超时');
    expect(mail?.text).toContain('王芳 交给您（处理人员：吴昊），原来由 李伟 负责。');
    expect(mail?.text).toContain('其中“热线响应”已经超时');
    // The card names who was told, not who has it now.
    const { lines } = await showCard(ports, account('wuhao'), deskId, { key, name: 'forecast' });
    expect(lines.join('\n')).toContain('已到时限：李伟（已提醒）');
    expect(lines.join('\n')).not.toContain('吴昊（已提醒）');
  });

  test('outside working time waits for the next opening, and many go in one message', async () => {
    now = at('2026-11-20 18:30');
    for (let calls = 0; calls < 3; calls += 1)
      await type('limin', { ...CALL, calledAt: '2026-11-20 18:20', handler: '李伟' });
    expect(given()).toEqual([]);
    now = at('2026-11-23 09:00');
    await ringDesk(ports, deskId);
    const mine = given().filter(({ to }) => to.name === '李伟');
    expect(mine.map(({ subject }) => /交给您 \d+ 条/.exec(subject)?.[0])).toEqual(['交给您 3 条']);
  });
});

test('a matter that is another’s by the time work begins is told to him alone, as it stands then', async () => {
  now = at('2026-11-20 18:30');
  const key = await type('limin', { ...CALL, calledAt: '2026-11-20 18:20', handler: '李伟' });
  await type('limin', { handler: '吴昊', description: '厨房净水器昨晚八点起漏水，地板已泡起翘' }, key);
  now = at('2026-11-23 09:00');
  await ringDesk(ports, deskId);
  expect(given().map(({ to, text }) => [to.name, text.includes('厨房净水器昨晚八点')])).toEqual([
    ['吴昊', true],
  ]);
});

test('a matter that is solved by the time work begins is told to nobody', async () => {
  now = at('2026-11-20 18:30');
  const key = await type('limin', { ...CALL, calledAt: '2026-11-20 18:20', handler: '李伟' });
  const solved = { respondedAt: '2026-11-20 18:25', resolution: '已换新', resolvedAt: '2026-11-20 18:30' };
  await type('limin', { ...solved, cause: '电路缺陷' }, key);
  now = at('2026-11-23 09:00');
  await ringDesk(ports, deskId);
  expect(given().filter(({ text }) => text.includes('热线记录'))).toEqual([]);
});

// Template 4.21
test('one feedback that nobody touches costs its people few mails in four days', async () => {
  await type(
    'limin',
    {
      customer: '李先生',
      contact: '13812345678',
      channel: '电话',
      recording: '未录音',
      type: '投诉',
      priority: '一般',
      receivedAt: '2026-11-20 14:50',
      startedAt: '2026-11-20 14:55',
      content: '2026年11月19日在家里使用净水器时出水变小，客户希望上门检查处理',
    },
    undefined,
    'feedback',
  );
  const until = FRIDAY + 4 * DAY;
  while (now < until) {
    now += 30 * MINUTE;
    await ringDesk(ports, deskId);
  }
  const progress = sent.filter(({ text }) => text.includes('进展同步'));
  const ofAuthor = progress.filter(({ to }) => to.name === '李敏');
  expect(ofAuthor.length).toBeLessThanOrEqual(4);
  expect(progress.filter(({ to }) => to.name === '王芳').length).toBeLessThanOrEqual(1);
  expect(sent.length).toBeLessThanOrEqual(14);
});
