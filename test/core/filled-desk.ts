// Books of several tables after months of work: the same rows each time, with reopenings, scores, calls and judgements.

import type { DeskContext } from '../../functions/src/core/desk.ts';
import { showTime } from '../../functions/src/core/moment.ts';
import type { DeskRecord } from '../../functions/src/core/record.ts';
import type { Cells, Table } from '../../functions/src/core/table.ts';
import { callbacks } from '../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../functions/src/core/tables/complaints.ts';
import { DAY, HOUR } from '../../functions/src/core/time.ts';
import { Book } from './book.ts';
import { by, CALL, CLOSING, FEEDBACK, feedback, hotline, ZONE } from './desk-fixture.ts';

/** Numbers below 1 in an order that is always the same. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Records of a desk that was busy from `from` to `until`, about one every fourteen hours. */
export function filledDesk(desk: DeskContext, from: number, until: number): DeskRecord[] {
  const roll = dice(20_261_120);
  const books = new Map<string, Book>();
  const bookOf = (table: Table) => {
    const book = books.get(table.key) ?? new Book(table, desk);
    books.set(table.key, book);
    return book;
  };
  const pick = <T>(...values: readonly T[]): T => values[Math.floor(roll() * values.length)] as T;
  const text = (at: number) => showTime(at, ZONE);
  let rows = 0;
  const save = (table: Table, cells: Cells, at: number, key = `row-${++rows}`): string => {
    const base = String(bookOf(table).records.get(key)?.version ?? '');
    const { outcome, problems } = bookOf(table).submit({ key, cells, base }, by('limin'), at);
    if (outcome !== 'saved') throw new Error(`${table.key} ${outcome} ${JSON.stringify(problems)}`);
    return key;
  };
  const takeCall = (at: number) => {
    const called = { ...CALL, calledAt: text(at), type: pick('售前咨询', '售后支持', '投诉建议') };
    const handler = pick('李伟', '孙丽', '王芳');
    const key = save(hotline, { ...called, handler, urgency: pick('高', '中', '低') }, at);
    const solve = (after: number) => {
      const solved = at + after * HOUR + pick(2, 20, 70) * HOUR;
      if (solved >= until || roll() < 0.15) return;
      const satisfaction = pick('满意', '满意', '一般', '不满意');
      const respondedAt = text(at + after * HOUR + pick(0.5, 1, 1.5) * HOUR);
      save(hotline, { ...CLOSING, respondedAt, resolvedAt: text(solved), satisfaction }, solved, key);
      if (satisfaction === '不满意' && after === 0) solve((solved - at) / HOUR);
    };
    solve(0);
  };
  const takeComplaint = (at: number) => {
    const row = {
      customer: '张伟',
      contact: '13812345678',
      request: '要求道歉',
      description: CALL.description ?? null,
    };
    const type = pick('服务态度', '流程效率', '解决方案');
    const key = save(complaints, { ...row, happenedAt: text(at), type }, at);
    const judged = at + pick(5, 30) * HOUR;
    if (judged >= until) return;
    const cause = { verification: '录音', finding: '属实', cause: '未培训' };
    const liability = pick('企业内部', '企业内部', '第三方', '待定');
    save(complaints, { ...cause, liability, department: pick('客服部', '运营部', '品控部') }, judged, key);
    const done = judged + 2 * DAY;
    if (liability === '待定' || done >= until) return;
    const plan = { plan: '道歉', accepted: '接受', result: '已道歉', finishedAt: text(done) };
    save(complaints, { ...plan, calledBackAt: text(done), score: pick('2', '3', '4', '5') }, done, key);
  };
  const takeFeedback = (at: number) => {
    const tags = pick('物流延误', '产品质量、物流延误', '产品质量', '');
    const cells = {
      ...FEEDBACK,
      receivedAt: text(at),
      type: pick('投诉', '建议', '咨询'),
      tags: tags || null,
    };
    const key = save(feedback, cells, at);
    if (at + HOUR < until) save(feedback, { startedAt: text(at + HOUR) }, at + HOUR, key);
  };
  const call = (at: number) => {
    const row = {
      customer: '张伟',
      contact: '13812345678',
      type: '常规回访',
      plannedAt: text(at + HOUR),
      caller: pick('李敏', '王芳'),
    };
    const key = save(callbacks, row, at);
    if (at + HOUR >= until) return;
    const told = { score: pick('5', '8', '10'), intent: pick('有明确意向', '有兴趣', '无'), class: '无' };
    save(callbacks, { calledAt: text(at + HOUR), reached: '已接通', ...told }, at + HOUR, key);
  };
  for (let at = from; at < until; at += 14 * HOUR)
    pick(takeCall, takeCall, takeComplaint, takeFeedback, call)(at);
  return [...books.values()].flatMap(book => [...book.records.values()]);
}
