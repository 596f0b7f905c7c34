// The same problem from several customers: rows that are committed one after the other, together, and by many at once.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import type { DeskRecord, RecordEvent } from '../../../functions/src/core/record/record.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { blocksAround } from '../../../functions/src/core/similarity/blocking.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, FEEDBACK, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;
let rows = 0;
const places: ActionPlace[] = [];
beforeEach(async () => {
  place = await ActionPlace.start(`batches-${places.length}`, () => NOW);
  places.push(place);
});
afterAll(() => Promise.all(places.map(each => each.close())));

interface Told {
  text: string;
  contact: string;
  day?: string;
  cells?: WireCells;
}

const callOf = ({ text, contact, day = '2026-11-20', cells }: Told): WireCells => ({
  ...CALL,
  calledAt: `${day} 10:00`,
  description: text,
  contact,
  ...cells,
});
const feedbackOf = ({ text, contact, day = '2026-11-20', cells }: Told): WireCells => ({
  ...FEEDBACK,
  receivedAt: `${day} 11:00`,
  content: text,
  contact,
  ...cells,
});

async function commit(table: Table, sent: readonly RowInput[]): Promise<RowAnswer[]> {
  const who = account('limin');
  const submission = { account: who, table, by: { account: who.mail, editor: null }, now: NOW, rows: sent };
  const [settled] = await commitRows(place.ports, DESK_ID, [submission]);
  if (!settled || settled instanceof RequestError) throw new Error('refused as a whole');
  await place.compare();
  return Promise.all(
    settled.answers.map(async answer => ({ ...answer, ...(await place.pulled(answer.key)) })),
  );
}

function send(table: Table, all: readonly WireCells[]): Promise<RowAnswer[]> {
  const keyOf = () => `row-${String((rows += 1)).padStart(8, '0')}`;
  return commit(
    table,
    all.map(cells => ({ key: keyOf(), base: '', edited: [], cells })),
  );
}

async function edit(table: Table, { key, base }: RowAnswer, cells: WireCells): Promise<RowAnswer> {
  const [answer] = await commit(table, [{ key, base, edited: Object.keys(cells), cells }]);
  if (!answer) throw new Error('not answered');
  return answer;
}

async function recordOf(row: RowAnswer | undefined): Promise<DeskRecord> {
  const read = await place.ports.store.transaction(DESK_ID, transaction =>
    transaction.read([row?.key ?? ''], []),
  );
  const record = read.records.get(row?.key ?? '');
  if (!record) throw new Error('no such record');
  return record;
}

const historyOf = (row: RowAnswer | undefined): Promise<RecordEvent[]> =>
  place.ports.store.transaction(DESK_ID, transaction => transaction.history(row?.key ?? '', 50));
const noticesOf = async () =>
  (await place.ports.store.leaseNotices(DESK_ID, 'pass', { now: NOW, leaseMs: 1_000, limit: 50 })).map(
    ({ notice }) => notice,
  );

const LEAK = [
  '11月18日家里的净水器接口漏水，厨房地板被泡',
  '昨天早上发现净水器接头漏水，关了总阀还在滴',
  '净水器安装后第二天接口漏水，要求马上上门',
  '新装的净水器昨晚漏水，橱柜被泡坏',
];
const CONTACTS = ['13812345671', '13812345672', '13812345673', '13812345674'];

describe('the third customer with the same problem', () => {
  it('raises the earlier rows and its own, over both tables; each says which and why', async () => {
    const [first] = await send(hotline, [callOf({ text: LEAK[0] ?? '', contact: CONTACTS[0] ?? '' })]);
    const [second] = await send(feedback, [feedbackOf({ text: LEAK[1] ?? '', contact: CONTACTS[1] ?? '' })]);
    expect((await recordOf(first)).cells.urgency).toBe('中');
    expect(second?.cells.priority).toBe('一般');
    const [third] = await send(hotline, [callOf({ text: LEAK[2] ?? '', contact: CONTACTS[2] ?? '' })]);
    expect(third?.cells.urgency).toBe('高');
    const [one, two, three] = await Promise.all([first, second, third].map(recordOf));
    expect([one?.cells.urgency, two?.cells.priority, three?.cells.urgency]).toEqual(['高', '紧急', '高']);
    expect(third?.problems).toContainEqual({
      column: 'urgency',
      code: 'batch_found',
      severity: 'info',
      message: `7 天内有 3 位客户反映同一问题，按规则应为“高”：热线记录 ${one?.number}（产品同为“净水器”，同为“售后支持”，描述相似 50%）；客户反馈 ${two?.number}（产品同为“净水器”，描述相似 40%）。`,
    });
    expect(two?.findings.map(each => [each.column, each.code])).toEqual([['priority', 'batch_found']]);
    // Limits follow the new priority: two hours to start instead of a day.
    expect(two?.cells.startDueAt).toBe(at('2026-11-20 13:00'));
    const [why] = await historyOf(second);
    expect(why).toMatchObject({
      why: '7 天内有 3 位客户反映同一问题。',
      changes: expect.arrayContaining([
        { column: 'priority', label: '优先级', before: '一般', after: '紧急' },
      ]) as unknown,
    });
  });

  // Template 0.24, 4.9
  it('is told to the supervisors once', async () => {
    for (const [index, text] of LEAK.entries()) {
      await send(hotline, [callOf({ text, contact: CONTACTS[index] ?? '' })]);
    }
    const told = (await noticesOf()).filter(({ kind }) => kind === 'batch');
    expect(told.map(({ to }) => to.name).sort()).toEqual(['王芳', '赵强']);
    expect(told[0]?.subject).toContain('3 位客户反映同一问题');
    expect(told[0]?.text).toContain('相似的记录：热线记录 2026112000');
    for (const contact of CONTACTS) expect(JSON.stringify(told)).not.toContain(contact);
  });

  it('counts customers, not rows: one who calls three times is one', async () => {
    for (const text of LEAK.slice(0, 3)) await send(hotline, [callOf({ text, contact: '138-1234-5671' })]);
    const [last] = await send(feedback, [feedbackOf({ text: LEAK[3] ?? '', contact: CONTACTS[1] ?? '' })]);
    expect(last?.cells.priority).toBe('一般');
  });

  it('counts only days that lie close together, and rows that come late in their place', async () => {
    const days = ['2026-11-01', '2026-11-11', '2026-11-20', '2026-11-05'];
    const answers: (RowAnswer | undefined)[] = [];
    for (const [index, text] of LEAK.entries()) {
      const cells = callOf({ text, contact: CONTACTS[index] ?? '', day: days[index] ?? '' });
      answers.push(...(await send(hotline, [cells])));
    }
    const urgency = async (index: number) => (await recordOf(answers[index])).cells.urgency;
    expect(await Promise.all([0, 1, 2, 3].map(urgency))).toEqual(['中', '中', '中', '中']);
    const [late] = await send(hotline, [
      callOf({ text: LEAK[1] ?? '', contact: '13912345678', day: '2026-11-08' }),
    ]);
    expect(late?.cells.urgency).toBe('高');
    expect(await Promise.all([0, 1, 2, 3].map(urgency))).toEqual(['高', '中', '中', '高']);
  });
});

describe('a batch that comes in one paste', () => {
  it('finds itself', async () => {
    const other = { text: '11月19日在办公室安装空调，师傅迟到两小时', contact: '13712345678' };
    const told = [...LEAK.map((text, index) => ({ text, contact: CONTACTS[index] ?? '' })), other];
    const answers = await send(hotline, told.map(callOf));
    expect(answers.map(each => each.outcome)).toEqual(['saved', 'saved', 'saved', 'saved', 'saved']);
    const records = await Promise.all(answers.map(recordOf));
    expect(records.map(({ cells }) => cells.urgency)).toEqual(['高', '高', '高', '高', '中']);
    expect(records.map(({ findings }) => findings.length)).toEqual([1, 1, 1, 1, 0]);
    expect((await noticesOf()).filter(({ kind }) => kind === 'batch')).toHaveLength(2);
  });

  it('finds itself whatever comes at the same time, and nothing is raised twice', async () => {
    const sent = LEAK.map((text, index) => send(hotline, [callOf({ text, contact: CONTACTS[index] ?? '' })]));
    const answers = (await Promise.all(sent)).flat();
    const events = await Promise.all(answers.map(historyOf));
    expect(events.map(all => all.filter(({ why }) => why).length)).toEqual([1, 1, 1, 1]);
  });
});

describe('what a person sets lower afterwards', () => {
  it('stays, whoever else reports the same', async () => {
    const answers = await send(
      hotline,
      LEAK.slice(0, 3).map((text, index) => callOf({ text, contact: CONTACTS[index] ?? '' })),
    );
    const [first] = answers;
    if (!first) throw new Error('not answered');
    expect((await edit(hotline, first, { urgency: '低' })).cells.urgency ?? '低').toBe('低');
    const [fourth] = await send(hotline, [callOf({ text: LEAK[3] ?? '', contact: CONTACTS[3] ?? '' })]);
    expect(fourth?.cells.urgency).toBe('高');
    expect((await recordOf(first)).cells.urgency).toBe('低');
  });

  it('and what is closed is counted and left as it is', async () => {
    const done = {
      respondedAt: '2026-11-20 11:00',
      resolution: '已更换接头',
      resolvedAt: '2026-11-20 12:00',
      cause: '接头老化',
      satisfaction: '满意',
    };
    const [first] = await send(hotline, [
      callOf({ text: LEAK[0] ?? '', contact: CONTACTS[0] ?? '', cells: done }),
    ]);
    await send(hotline, [callOf({ text: LEAK[1] ?? '', contact: CONTACTS[1] ?? '' })]);
    const [third] = await send(hotline, [callOf({ text: LEAK[2] ?? '', contact: CONTACTS[2] ?? '' })]);
    expect(third?.cells.urgency).toBe('高');
    expect((await recordOf(first)).cells).toMatchObject({ state: '已关闭', urgency: '中' });
  });
});

it('a description that is corrected is compared anew, by the customer that is kept apart', async () => {
  const answers = await send(
    hotline,
    CONTACTS.slice(0, 3).map((contact, index) =>
      callOf({ text: index < 2 ? (LEAK[index] ?? '') : '昨天在家里使用净水器时发现滤芯发黄', contact }),
    ),
  );
  const last = answers[2];
  if (!last) throw new Error('not answered');
  expect((await recordOf(last)).cells.urgency).toBe('中');
  expect((await edit(hotline, last, { description: LEAK[2] ?? '' })).cells.urgency).toBe('高');
  // Nothing of what is filed tells who called.
  const blocks = blocksAround('dated', { text: LEAK[2] ?? '', products: ['净水器'], kinds: [] });
  const around = { blocks, from: 0, to: NOW, limit: 100 };
  const texts = JSON.stringify(
    await place.ports.store.transaction(DESK_ID, transaction => transaction.fingerprints(around)),
  );
  expect(texts).toContain('漏水');
  for (const contact of CONTACTS) expect(texts).not.toContain(contact);
});
