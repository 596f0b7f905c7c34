// Rows of which a request fails: which of them wait, are refused or go otherwise.
import { describe, expect, it } from 'vitest';
import type { RowInput } from '../../../functions/src/contract/contract.ts';
import { withLock } from '../../../sheets-addon/src/platform/lock.ts';
import { recallNotBefore } from '../../../sheets-addon/src/sync/in-flight.ts';
import { rowsWait } from '../../../sheets-addon/src/sync/memory.ts';
import type { Answered } from './script-here.ts';
import { all, lines, refusal, submitted, taken } from './submitted.ts';

const NEVER = 9e15;

describe('where a request fails', () => {
  it('all rows behind it wait, and say why', () => {
    const { result, sent, state, note } = submitted(lines(3), all(3), {
      most: 2,
      answers: [() => refusal(500, 'internal')],
    });
    expect(result).toMatchObject({ answered: 0, unanswered: 3, failure: { kind: 'away' } });
    expect([sent, [2, 3, 4].map(state), rowsWait()]).toEqual([
      [[2, 3]],
      ['待同步', '待同步', '待同步'],
      true,
    ]);
    expect(note(4)).toContain('服务台暂时连接不上（500）');
  });

  it('for as long as the service asks for nothing is sent', () => {
    const later = { ...refusal(503, 'busy'), headers: { 'Retry-After': '60' } };
    submitted(lines(1), all(1), { answers: [() => later] });
    expect(withLock(recallNotBefore)).toBeGreaterThan(0);
    const { sent, result, note } = submitted(lines(1), all(1), { notBefore: NEVER });
    expect([sent, result.unanswered, result.failure?.kind]).toEqual([[], 1, 'away']);
    expect(note(2)).toContain('服务台请求太多');
  });

  it.each([
    [400, 'body_invalid'],
    [413, 'too_large'],
  ])('for what it says (%d %s) its rows are refused, and the next ones go', (status, code) => {
    const { result, sent, state } = submitted(lines(2), all(2), {
      most: 1,
      answers: [() => refusal(status, code)],
    });
    expect([sent, state(2), state(3)]).toEqual([[[2], [3]], '有误', '已保存']);
    expect(result).toMatchObject({ answered: 1, unanswered: 1 });
  });

  it('and its rows have changed since they go once more as they are', () => {
    const { sent, state, result } = submitted(lines(1), all(1), {
      answers: [
        (_rows, write) => {
          write(2, '数量', 7);
          return refusal(400, 'body_invalid');
        },
      ],
    });
    expect([sent, state(2), result.unanswered]).toEqual([[[2], [2]], '已保存', 0]);
  });

  it('by a service of another release its rows wait, and say why', () => {
    const { result, state, note } = submitted(lines(1), all(1), {
      contract: 9,
      answers: [() => refusal(400, 'body_invalid')],
    });
    expect([state(2), result.failure?.kind, result.unanswered]).toEqual(['待同步', 'away', 1]);
    expect(note(2)).toContain('不是同一个版本');
    const away = submitted(lines(1), all(1), { contract: 9, answers: [() => refusal(500, 'internal')] });
    expect(away.note(2)).toContain('服务台暂时连接不上');
  });

  it('since it is too large its rows go in halves, the larger one first', () => {
    const { sent, result } = submitted(lines(3), all(3), { answers: [() => refusal(413, 'too_large')] });
    expect([sent, result.answered]).toEqual([[[2, 3, 4], [2, 3], [4]], 3]);
  });

  it('since it is too large, and all of it has to be judged together, they are held', () => {
    const { sent, result, state, note } = submitted(lines(2), all(2, { pasted: true }), {
      moved: true,
      answers: [() => refusal(413, 'too_large')],
    });
    expect([sent, result.held, state(2), state(3)]).toEqual([[[2, 3]], 2, '待核对', '待核对']);
    expect(note(2)).toContain('一次改动的 2 行已保存的记录内容太多');
  });

  it('since the desk has changed, it is described anew and all go once more, once', () => {
    const changed = () => refusal(409, 'desk_changed');
    const once = submitted(lines(2), all(2), { answers: [changed] });
    expect([once.sent, once.result.answered, once.result.unanswered, once.state(2)]).toEqual([
      [
        [2, 3],
        [2, 3],
      ],
      2,
      0,
      '已保存',
    ]);
    expect(once.requests[1]?.rows[0]).toMatchObject({ edited: ['name'] });
    expect(once.asked.filter(({ method }) => method === 'get')).toHaveLength(1);
    const twice = submitted(lines(2), all(2), { answers: [changed, changed] });
    expect([twice.sent.length, twice.result.unanswered, twice.result.failure?.kind]).toEqual([
      2,
      2,
      'changed',
    ]);
  });

  it('since the desk has changed, what was answered before counts with what is answered then', () => {
    const refused = (rows: RowInput[]) => taken(rows, { outcome: 'refused' });
    const first = (rows: RowInput[]): Answered => ({ body: { ...refused(rows).body, others: true } });
    const changed = () => refusal(409, 'desk_changed');
    const { result } = submitted(lines(2), all(2), { most: 1, answers: [first, changed, refused] });
    expect(result).toMatchObject({ answered: 2, unanswered: 0, refused: 2, held: 0, others: true });
  });
});
