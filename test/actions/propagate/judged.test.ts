// What people say of batches: that one is wrong, that one does not belong, that what is only alike is the same.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ActionPlace, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { BatchDesk, CONTACTS, callOf, feedbackOf, LEAK, NOW } from '../../fixtures/actions/batch-desk.ts';
import { feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

let place: ActionPlace;
let desk: BatchDesk;
const places: ActionPlace[] = [];
beforeEach(async () => {
  place = await ActionPlace.start(`judged-${places.length}`, () => NOW);
  places.push(place);
  desk = new BatchDesk(place);
});
afterAll(() => Promise.all(places.map(each => each.close())));

// Template 4.9
describe('three faults of one product', () => {
  it('are three, and what a clerk has typed stays', async () => {
    const told = ['净水器A3昨天漏水，地板湿了', '净水器B2今天没有水出来', '净水器A3昨晚开始一直响'];
    const cells = { urgency: '低' };
    const rows = await desk.send(
      hotline,
      told.map((text, index) => callOf({ text, contact: CONTACTS[index] ?? '', cells })),
    );
    const records = await Promise.all(rows.map(row => desk.recordOf(row)));
    expect(records.map(each => [each.cells.urgency, each.findings.length])).toEqual([
      ['低', 0],
      ['低', 0],
      ['低', 0],
    ]);
  });
});

// Template 0.24, 4.9
describe('a wrong batch', () => {
  it('is dissolved by one cell: all are as pressing as before, and none comes back', async () => {
    const rows = await desk.batchOfThree();
    expect(await desk.prioritiesOf(rows)).toEqual(['紧急', '紧急', '紧急']);
    await desk.edit(feedback, rows[0], { sameProblem: '整批都不是' });
    expect(await desk.prioritiesOf(rows)).toEqual(['一般', '一般', '一般']);
    expect(await desk.codesOf(rows[1])).toEqual(['batch_dissolved']);
    // Of the one that says so nothing else is said: its own cell does.
    expect(await desk.codesOf(rows[0])).toEqual([]);
    const [fourth] = await desk.send(feedback, [
      feedbackOf({ text: LEAK[3] ?? '', contact: CONTACTS[3] ?? '' }),
    ]);
    expect(fourth?.cells.priority).toBe('一般');
  });

  it('loses one that does not belong, and is none where too few are left', async () => {
    const rows = await desk.batchOfThree();
    const [fourth] = await desk.send(feedback, [
      feedbackOf({ text: LEAK[3] ?? '', contact: CONTACTS[3] ?? '' }),
    ]);
    if (!fourth) throw new Error('not answered');
    await desk.edit(feedback, fourth, { sameProblem: '否' });
    expect(await desk.prioritiesOf([...rows, fourth])).toEqual(['紧急', '紧急', '紧急', '一般']);
    expect(await desk.codesOf(fourth)).toEqual([]);
    await desk.edit(feedback, rows[0], { sameProblem: '否' });
    expect(await desk.prioritiesOf([...rows, fourth])).toEqual(['一般', '一般', '一般', '一般']);
    expect(await desk.codesOf(rows[1])).toEqual([]);
  });
});

describe('what is only alike', () => {
  const ODD = '家里的净水器接口汪着一片，厨房地板起翘';

  it('is shown, and makes a batch when a person says that it is the same', async () => {
    const told = LEAK.slice(0, 2).map((text, index) => feedbackOf({ text, contact: CONTACTS[index] ?? '' }));
    const [first] = await desk.send(feedback, told);
    const [odd] = await desk.send(feedback, [feedbackOf({ text: ODD, contact: CONTACTS[2] ?? '' })]);
    if (!odd) throw new Error('not answered');
    expect(odd.cells.priority).toBe('一般');
    expect(await desk.codesOf(odd)).toEqual(['maybe_same']);
    await desk.edit(feedback, odd, { sameProblem: '是' });
    expect(await desk.prioritiesOf([odd])).toEqual(['紧急']);
    expect(await desk.codesOf(odd)).toEqual(['same_confirmed', 'batch_found']);
    expect((await desk.recordOf(first)).cells.priority).toBe('紧急');
  });

  it('teaches the list where a supervisor says so, and is hidden where a person says no', async () => {
    await desk.send(feedback, [feedbackOf({ text: LEAK[0] ?? '', contact: CONTACTS[0] ?? '' })]);
    const [odd, other] = await desk.send(
      feedback,
      [ODD, ODD].map((text, index) => feedbackOf({ text, contact: CONTACTS[index + 1] ?? '' })),
    );
    if (!odd || !other) throw new Error('not answered');
    await desk.edit(feedback, other, { sameProblem: '否' });
    expect(await desk.codesOf(other)).toEqual([]);
    await desk.edit(feedback, odd, { sameProblem: '是' }, 'wangfang');
    const rows = Object.values((await place.ports.store.desk(DESK_ID))?.rows ?? {});
    const taught = rows.filter(({ cells }) => cells.category === '故障说法').map(({ cells }) => cells);
    expect(taught).toMatchObject([{ name: '漏水', number: expect.stringMatching(/^SZ-/) as unknown }]);
    expect(String(taught[0]?.value)).toContain('汪着');
    // The next one who says it so is heard at once.
    const [next] = await desk.send(feedback, [
      feedbackOf({ text: `家里的净水器${String(taught[0]?.value)}`, contact: CONTACTS[3] ?? '' }),
    ]);
    expect(next?.cells.priority).toBe('紧急');
  });
});
