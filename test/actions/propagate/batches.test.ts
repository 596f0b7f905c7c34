// The same problem from several customers: rows that are committed one after the other, together, and by many at once.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { RowAnswer } from '../../../functions/src/contract/contract.ts';
import { blocksAround } from '../../../functions/src/core/similarity/blocking.ts';
import { ActionPlace, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { BatchDesk, CONTACTS, callOf, feedbackOf, LEAK, NOW } from '../../fixtures/actions/batch-desk.ts';
import { at, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

let place: ActionPlace;
let desk: BatchDesk;
const places: ActionPlace[] = [];
beforeEach(async () => {
  place = await ActionPlace.start(`batches-${places.length}`, () => NOW);
  places.push(place);
  desk = new BatchDesk(place);
});
afterAll(() => Promise.all(places.map(each => each.close())));

describe('the third customer with the same problem', () => {
  it('raises what nobody has chosen, over both tables; each says which and why', async () => {
    const [first] = await desk.send(hotline, [callOf({ text: LEAK[0] ?? '', contact: CONTACTS[0] ?? '' })]);
    const [second] = await desk.send(feedback, [
      feedbackOf({ text: LEAK[1] ?? '', contact: CONTACTS[1] ?? '' }),
    ]);
    expect((await desk.recordOf(first)).cells.urgency).toBe('中');
    expect(second?.cells.priority).toBe('一般');
    const [third] = await desk.send(hotline, [callOf({ text: LEAK[2] ?? '', contact: CONTACTS[2] ?? '' })]);
    const [one, two, three] = await Promise.all([first, second, third].map(row => desk.recordOf(row)));
    // What a clerk has typed stays: the note proposes against it.
    expect([one?.cells.urgency, two?.cells.priority, three?.cells.urgency]).toEqual(['中', '紧急', '中']);
    expect([one, three].map(each => each?.findings.map(({ code }) => code))).toEqual([
      ['batch_found'],
      ['batch_found'],
    ]);
    expect(third?.problems).toContainEqual({
      column: 'urgency',
      code: 'batch_found',
      severity: 'info',
      message: expect.stringMatching(
        `^7 天内有 3 位客户反映同一问题，按规则应为“高”：热线记录 ${one?.number}（产品同为“净水器”，故障同为“漏水”，同为“售后支持”，描述相似 \\d+%）；客户反馈 ${two?.number}（产品同为“净水器”，故障同为“漏水”，描述相似 \\d+%）。$`,
      ) as unknown,
    });
    expect(two?.findings.map(each => [each.column, each.code])).toEqual([['priority', 'batch_found']]);
    // Limits follow the new priority: two hours to start instead of a day.
    expect(two?.cells.startDueAt).toBe(at('2026-11-20 13:00'));
    const [why] = await desk.historyOf(second);
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
      await desk.send(hotline, [callOf({ text, contact: CONTACTS[index] ?? '' })]);
    }
    const told = (await desk.noticesOf()).filter(({ kind }) => kind === 'batch');
    expect(told.map(({ to }) => to.name).sort()).toEqual(['王芳', '赵强']);
    expect(told[0]?.subject).toContain('3 位客户反映同一问题');
    expect(told[0]?.text).toContain('相似的记录：热线记录 2026112000');
    for (const contact of CONTACTS) expect(JSON.stringify(told)).not.toContain(contact);
  });

  it('counts customers, not rows: one who calls three times is one', async () => {
    for (const text of LEAK.slice(0, 3))
      await desk.send(hotline, [callOf({ text, contact: '138-1234-5671' })]);
    const [last] = await desk.send(feedback, [
      feedbackOf({ text: LEAK[3] ?? '', contact: CONTACTS[1] ?? '' }),
    ]);
    expect(last?.cells.priority).toBe('一般');
  });

  it('counts only days that lie close together, and rows that come late in their place', async () => {
    const days = ['2026-11-01', '2026-11-11', '2026-11-20', '2026-11-05'];
    const answers: (RowAnswer | undefined)[] = [];
    for (const [index, text] of LEAK.entries()) {
      const cells = feedbackOf({ text, contact: CONTACTS[index] ?? '', day: days[index] ?? '' });
      answers.push(...(await desk.send(feedback, [cells])));
    }
    const priority = async (index: number) => (await desk.recordOf(answers[index])).cells.priority;
    expect(await Promise.all([0, 1, 2, 3].map(priority))).toEqual(['一般', '一般', '一般', '一般']);
    const [late] = await desk.send(feedback, [
      feedbackOf({ text: LEAK[1] ?? '', contact: '13912345678', day: '2026-11-08' }),
    ]);
    expect(late?.cells.priority).toBe('紧急');
    expect(await Promise.all([0, 1, 2, 3].map(priority))).toEqual(['紧急', '一般', '一般', '紧急']);
  });
});

describe('a batch that comes in one paste', () => {
  it('finds itself', async () => {
    const other = { text: '11月19日在办公室安装空调，师傅迟到两小时', contact: '13712345678' };
    const told = [...LEAK.map((text, index) => ({ text, contact: CONTACTS[index] ?? '' })), other];
    const answers = await desk.send(feedback, told.map(feedbackOf));
    expect(answers.map(each => each.outcome)).toEqual(['saved', 'saved', 'saved', 'saved', 'saved']);
    const records = await Promise.all(answers.map(row => desk.recordOf(row)));
    expect(records.map(({ cells }) => cells.priority)).toEqual(['紧急', '紧急', '紧急', '紧急', '一般']);
    expect(records.map(({ findings }) => findings.length)).toEqual([1, 1, 1, 1, 0]);
    expect((await desk.noticesOf()).filter(({ kind }) => kind === 'batch')).toHaveLength(2);
  });

  it('finds itself whatever comes at the same time, and nothing is raised twice', async () => {
    const sent = LEAK.map((text, index) =>
      desk.send(hotline, [callOf({ text, contact: CONTACTS[index] ?? '' })]),
    );
    const answers = (await Promise.all(sent)).flat();
    const events = await Promise.all(answers.map(row => desk.historyOf(row)));
    expect(events.map(all => all.filter(({ why }) => why).length)).toEqual([1, 1, 1, 1]);
  });
});

// Case D.3
describe('what a person sets lower afterwards', () => {
  it('stays, whoever else reports the same', async () => {
    const [first] = await desk.batchOfThree();
    expect((await desk.edit(feedback, first, { priority: '重要' })).cells.priority ?? '重要').toBe('重要');
    const [fourth] = await desk.send(feedback, [
      feedbackOf({ text: LEAK[3] ?? '', contact: CONTACTS[3] ?? '' }),
    ]);
    expect(fourth?.cells.priority).toBe('紧急');
    expect((await desk.recordOf(first)).cells.priority).toBe('重要');
  });

  it('and what is closed is counted and left as it is', async () => {
    const done = {
      respondedAt: '2026-11-20 11:00',
      resolution: '已更换接头',
      resolvedAt: '2026-11-20 12:00',
      cause: '接头老化',
      satisfaction: '满意',
    };
    const [first] = await desk.send(hotline, [
      callOf({ text: LEAK[0] ?? '', contact: CONTACTS[0] ?? '', cells: done }),
    ]);
    await desk.send(hotline, [callOf({ text: LEAK[1] ?? '', contact: CONTACTS[1] ?? '' })]);
    const [third] = await desk.send(feedback, [
      feedbackOf({ text: LEAK[2] ?? '', contact: CONTACTS[2] ?? '' }),
    ]);
    expect(third?.cells.priority).toBe('紧急');
    expect((await desk.recordOf(first)).cells).toMatchObject({ state: '已关闭', urgency: '中' });
  });
});

it('a description that is corrected is compared anew, by the customer that is kept apart', async () => {
  const answers = await desk.send(
    feedback,
    CONTACTS.slice(0, 3).map((contact, index) =>
      feedbackOf({ text: index < 2 ? (LEAK[index] ?? '') : '昨天在家里使用净水器时发现滤芯发黄', contact }),
    ),
  );
  const last = answers[2];
  if (!last) throw new Error('not answered');
  expect((await desk.recordOf(last)).cells.priority).toBe('一般');
  expect((await desk.edit(feedback, last, { content: LEAK[2] ?? '' })).cells.priority).toBe('紧急');
  // Nothing of what is filed tells who called.
  const blocks = blocksAround('dated', { text: LEAK[2] ?? '', products: ['净水器'], kinds: [] });
  const around = { blocks, from: 0, to: NOW, limit: 100 };
  const texts = JSON.stringify(
    await place.ports.store.transaction(DESK_ID, transaction => transaction.fingerprints(around)),
  );
  expect(texts).toContain('漏水');
  for (const contact of CONTACTS) expect(texts).not.toContain(contact);
});
