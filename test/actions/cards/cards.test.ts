// The cards of a record: who may see what, and what that leaves in the history.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { printRecord } from '../../../functions/src/actions/cards/print-record.ts';
import { showCard } from '../../../functions/src/actions/cards/show-card.ts';
import { callList } from '../../../functions/src/actions/reports/call-list.ts';
import { shiftList } from '../../../functions/src/actions/reports/shift-list.ts';
import type { CardName } from '../../../functions/src/contract/cards.ts';
import type { RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import type { RecordEvent } from '../../../functions/src/core/record/record.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { commitAlone } from '../../fixtures/actions/commit-alone.ts';
import { at, CALL, CALL_TODAY, hotline } from '../../fixtures/core/desk-fixture.ts';

const FULL = '13812345678';
let now = at('2026-11-20 15:00');
let place: ActionPlace;
let key: string;

beforeAll(async () => {
  place = await ActionPlace.start('cards', () => now);
});
afterAll(() => place.close());

/** Submits a row as a sheet does; `editor` is at the keyboard. */
async function submit(cells: WireCells, editor: string, base = ''): Promise<string> {
  const row: RowInput = { key, base, edited: [], cells };
  const owner = account('owner');
  const by = { account: owner.mail, editor: `${editor}@example.com` };
  const settled = await commitAlone(place.ports, DESK_ID, {
    account: owner,
    table: hotline,
    by,
    now,
    rows: [row],
  });
  expect(settled.answers.map(answer => answer.outcome)).toEqual(['saved']);
  return settled.answers[0]?.base ?? '';
}

const show = (card: CardName, name: string, of = key, until?: number) =>
  showCard(place.ports, account(name), DESK_ID, { key: of, name: card, until });
const refusal = (shown: Promise<unknown>) =>
  shown.then(
    () => 'shown',
    (error: unknown) => (error instanceof RequestError ? [error.status, error.code] : error),
  );
const events = () => place.ports.store.transaction(DESK_ID, transaction => transaction.history(key, 100));

beforeEach(async () => {
  key = crypto.randomUUID();
  now = at('2026-11-20 15:00');
  await submit({ ...CALL_TODAY, handler: '李伟' }, 'wuhao');
});

describe('the full contact data', () => {
  test.each([
    ['the person who handles the record', 'liwei'],
    ['whoever was at the keyboard when it was written', 'wuhao'],
    ['a supervisor', 'zhaoqiang'],
    ['the owner of the desk', 'owner'],
  ])('are shown to %s', async (_, name) => {
    expect(await show('contacts', name)).toEqual({
      title: expect.stringMatching(/^完整联系方式 · 热线记录 20261120\d{3}$/) as unknown,
      lines: ['客户姓名：李小明', `联系方式：${FULL}`, '这次查看已记入变更历史。'],
    });
  });

  test.each([
    ['a colleague who has nothing to do with it', 'limin', [403, 'not_yours']],
    ['somebody who does not belong to the desk', 'stranger', [403, 'not_a_member']],
  ])('are kept from %s, and leave no trace', async (_, name, refused) => {
    expect(await refusal(show('contacts', name))).toEqual(refused);
    expect(await events()).toHaveLength(1);
  });

  test('each time leave who, when and which columns in the history, and never what they are', async () => {
    now = at('2026-11-20 15:30');
    await show('contacts', 'liwei');
    await show('contacts', 'liwei');
    const [latest, another, created] = await events();
    expect(latest).toEqual({
      key,
      table: 'hotline',
      number: created?.number ?? '',
      version: 1,
      at: now,
      by: { account: 'liwei@example.com', editor: null },
      cycle: 1,
      state: { before: '已分派', after: '已分派' },
      changes: [],
      revealed: [
        { column: 'customer', label: '客户姓名' },
        { column: 'contact', label: '联系方式' },
      ],
    } satisfies RecordEvent);
    expect([another?.revealed?.length, created?.revealed]).toEqual([2, undefined]);
    expect(JSON.stringify(await events())).not.toContain(FULL);
    expect((await show('history', 'limin')).lines.slice(0, 2)).toEqual(
      Array.from({ length: 2 }, () =>
        ['2026-11-20 15:30　李伟（liwei@example.com）', '查看了完整的“客户姓名”、“联系方式”'].join('\n'),
      ),
    );
  });

  test('stay what they were when the row comes back masked, and are the new ones once they are typed anew', async () => {
    const base = await submit({ handler: '王芳' }, 'sunli', '1');
    const lines = async () => (await show('contacts', 'owner')).lines;
    expect(await lines()).toContain(`联系方式：${FULL}`);
    await submit({ contact: '13900001234' }, 'sunli', base);
    expect(await lines()).toContain('联系方式：13900001234');
  });

  test('of a record whose handler has changed are the new one’s', async () => {
    await submit({ handler: '王芳' }, 'sunli', '1');
    expect(await refusal(show('contacts', 'liwei'))).toEqual([403, 'not_yours']);
  });

  test('say so when nothing is hidden, and then leave no trace', async () => {
    key = crypto.randomUUID();
    await submit({ ...CALL_TODAY, customer: '李*', contact: '138****5678' }, 'sunli');
    const { lines } = await show('contacts', 'owner');
    expect(lines).toEqual(['这条记录没有隐藏的内容，表中所见就是全部。']);
    expect(await events()).toHaveLength(1);
  });
});

test('a record that is not there has no card', async () => {
  expect(await refusal(show('history', 'owner', 'no-such-row'))).toEqual([404, 'unknown_record']);
});

test('the forecast tells each limit, why it is due then, and who would hear of it', async () => {
  const { title, lines } = await show('forecast', 'limin', key, at('2026-11-20 17:00'));
  expect(title).toMatch(/^时限与提醒预告 · 热线记录 20261120\d{3}$/);
  expect(lines).toEqual([
    [
      '热线响应：2026-11-20 17:00',
      '2026-11-20 15:00 起算；时限 2 小时（设置中的时限“热线响应”，默认值），全天计时。',
      '2026-11-20 16:36 即将到时：李伟',
      '2026-11-20 17:00 已到时限：李伟',
      '2026-11-20 17:30 超时升级：王芳、赵强',
      '2026-11-20 18:00 二级升级：孙丽',
      '2026-11-20 19:00 三级升级：无人',
    ].join('\n'),
    expect.stringContaining('设置中的问题类型“售后支持”') as unknown,
    [
      '如果一直无人处理，到 2026-11-20 17:00 会发出：',
      '2026-11-20 16:36 热线响应 即将到时 → 李伟',
      '2026-11-20 17:00 热线响应 已到时限 → 李伟',
    ].join('\n'),
  ]);
  // A dry run leaves no trace.
  expect(await events()).toHaveLength(1);
});

describe('a record on paper', () => {
  const print = (name: string, full: boolean) =>
    printRecord(place.ports, account(name), DESK_ID, { key, full });
  const contactOn = async (name: string, full: boolean) => {
    const { papers } = await print(name, full);
    const fields = papers.flatMap(({ groups }) => groups.flatMap(group => group.fields));
    return fields.find(({ label }) => label === '联系方式')?.value;
  };

  test('has the contact masked for everybody of the desk, and leaves no trace', async () => {
    expect(await contactOn('limin', false)).toBe('138****5678');
    expect(await events()).toHaveLength(1);
    const [paper] = (await print('limin', false)).papers;
    expect(paper?.caption.join(' ')).toMatch(/^编号：20261120\d{3} 状态：已分派$/);
  });

  test('has it in full for whoever may see it, which stands in the history', async () => {
    // What happened at one moment has no order.
    now = at('2026-11-20 15:30');
    expect(await contactOn('liwei', true)).toBe(FULL);
    const [latest] = await events();
    expect(latest).toMatchObject({
      by: { account: 'liwei@example.com' },
      revealed: [{ column: 'customer' }, { column: 'contact' }],
    });
    expect(await refusal(print('limin', true))).toEqual([403, 'not_yours']);
    expect(await refusal(print('stranger', false))).toEqual([403, 'not_a_member']);
  });
});

describe('the call list of a day', () => {
  const listsOf = async (name: string) =>
    (await callList(place.ports, account(name), DESK_ID)).papers.map(({ caption, rows = [] }) => ({
      whom: caption[0]?.split('　')[0],
      calls: rows.slice(1).map(([, number, ...rest]) => [String(number).slice(0, 4), ...rest]),
    }));

  test('has whoever waits to be called back, masked, and one’s own alone unless one supervises', async () => {
    key = crypto.randomUUID();
    await submit(
      {
        ...CALL,
        calledAt: '2026-11-20 09:00',
        handler: '李伟',
        respondedAt: '2026-11-20 09:30',
        resolution: '已更换主板，客户试用正常',
        resolvedAt: '2026-11-20 14:00',
        cause: '主板受潮',
      },
      'wuhao',
    );
    // One call, by whoever recorded the matter, before its own limit.
    const planned = ['回访跟进', '李*', '138****5678', '问题解决后回访', ''];
    for (const name of ['wuhao', 'zhaoqiang'])
      expect(await listsOf(name)).toEqual([{ whom: '吴昊', calls: [planned] }]);
    expect(await listsOf('limin')).toEqual([]);
  });
});

describe('the shift list', () => {
  const linesOf = async (name = 'wuhao') => {
    const { papers } = await shiftList(place.ports, account(name), DESK_ID);
    const { caption, rows = [] } = papers[0] ?? { caption: [] };
    return {
      caption,
      first: rows[0],
      last: rows.at(-1),
      of: (who: string) => rows.find(([each]) => each === who),
    };
  };

  test('has the seven days from today on by the calendar, and who is away with the stand-in', async () => {
    now = at('2026-09-29 09:30');
    const { caption, first, last, of } = await linesOf();
    expect(caption[0]).toBe('2026-09-29 至 2026-10-05');
    expect(first?.slice(0, 5)).toEqual(['同事', '部门、角色', '周二 09-29', '周三 09-30', '周四 10-01']);
    expect(of('工作时间')?.slice(3, 5)).toEqual(['09:00-18:00', '休（国庆节）']);
    expect(of('李伟')?.slice(1, 5)).toEqual(['技术支持部　技术', '在岗', '在岗', '休']);
    expect(of('李伟')?.at(-2)).toBe('');
    expect(of('周杰')?.slice(2, 5)).toEqual(['不在岗', '不在岗', '休']);
    expect(of('周杰')?.at(-2)).toBe('吴昊');
    expect(last?.slice(0, 5)).toEqual(['在岗', '', '6 人', '6 人', '']);
  });

  test('says how many records are due today, for members alone', async () => {
    const due = async () => Number((await linesOf()).of('李伟')?.at(-1));
    const before = await due();
    key = crypto.randomUUID();
    await submit({ ...CALL_TODAY, handler: '李伟' }, 'wuhao');
    expect((await due()) - before).toBe(1);
    expect(await refusal(linesOf('stranger'))).toEqual([403, 'not_a_member']);
  });
});
