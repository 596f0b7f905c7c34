// Entries of 知识库 that know an answer, shown where a row describes its problem.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitRows } from '../../../functions/src/actions/submit/commit-rows.ts';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { RequestError } from '../../../functions/src/contract/request-error.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { knowledge } from '../../../functions/src/core/tables/knowledge.ts';
import { ActionPlace, account, DESK_ID } from '../../fixtures/actions/action-place.ts';
import { at, CALL, CLOSING, FEEDBACK, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
let place: ActionPlace;
let rows = 0;
beforeAll(async () => {
  place = await ActionPlace.start('offers', () => NOW);
});
afterAll(() => place.close());

async function send(
  table: Table,
  cells: WireCells,
  known: { key: string; base: string } = { key: `offer-row-${(rows += 1)}`, base: '' },
): Promise<RowAnswer> {
  const who = account('limin');
  const sent = [{ key: known.key, base: known.base, edited: Object.keys(cells), cells }];
  const by = { account: who.mail, editor: null };
  const [settled] = await commitRows(place.ports, DESK_ID, [
    { account: who, table, by, now: NOW, rows: sent },
  ]);
  const [answer] = !settled || settled instanceof RequestError ? [] : settled.answers;
  if (!answer) throw new Error('not answered');
  await place.compare();
  return { ...answer, ...(await place.pulled(answer.key)) };
}
const call = (description: string, cells: WireCells = {}) =>
  send(hotline, { ...CALL, description, ...cells });
const offersOf = ({ problems }: RowAnswer) =>
  problems.flatMap(({ code, column, message }) => (code === 'solution_offered' ? [[column, message]] : []));

const LEAK = '昨晚家里的净水器接口漏水，厨房地板被泡';

describe('a row that describes a known problem', () => {
  it('is offered the answer at its description, with where it is from and why', async () => {
    expect(offersOf(await call(LEAK))).toEqual([]);
    const solution = '关闭进水阀，更换接口密封圈，观察两小时';
    const entry = await send(knowledge, { symptom: '净水器接口漏水', type: '售后支持', solution });
    const why = '产品同为“净水器”，故障同为“漏水”，同为“售后支持”，描述相似 67%';
    const answer = await call(LEAK, { contact: '13812345679' });
    expect(offersOf(answer)).toEqual([
      ['description', `可参考知识库 ${String(entry.cells.number)}（${why}）：${solution}`],
    ]);
    // It is the record that says so: a sheet that pulls it later hears of it as well.
    const { records } = await place.ports.store.transaction(DESK_ID, each => each.read([answer.key], []));
    expect(records.get(answer.key)?.findings.map(({ code }) => code)).toEqual(['solution_offered']);
    const other = await send(feedback, { ...FEEDBACK, content: '净水器接头漏水，希望上门更换' });
    expect(offersOf(other).map(([column]) => column)).toEqual(['content']);
  });

  it('is offered the most alike two, and nothing of another product', async () => {
    for (const symptom of ['洗衣机漏水', '净水器漏水', '净水器接口漏水，地板被泡'])
      await send(knowledge, { symptom, product: symptom.slice(0, 3), solution: `${symptom}的处理办法` });
    const texts = offersOf(await call(LEAK)).map(([, message]) => String(message));
    expect(texts).toHaveLength(2);
    expect(texts.join()).not.toContain('洗衣机');
  });

  it('loses the offer when it is described otherwise, and keeps it through other edits', async () => {
    const row = await call(LEAK);
    expect(offersOf(row)).toHaveLength(2);
    const edited = await send(hotline, { remark: '客户希望上午联系' }, row);
    expect(offersOf(edited)).toHaveLength(2);
    const other = await send(hotline, { description: '昨天起办公室的打印机卡纸，每天要处理十几次' }, edited);
    expect(offersOf(other)).toEqual([]);
  });

  it('is offered nothing once it is closed', async () => {
    const row = await call(LEAK, { ...CLOSING, handler: '李伟' });
    expect(row.cells.state).toBe('已关闭');
    expect(offersOf(row)).toEqual([]);
  });
});

describe('a closed record', () => {
  // Template 0.25, 1.14
  it('is turned into an entry by its number, which the next row is offered', async () => {
    const description = '上周在办公室使用的扫描仪走纸歪斜，扫描件变形';
    const closed = await call(description, {
      ...CLOSING,
      handler: '李伟',
      resolution: '校准搓纸轮并清洁传感器',
    });
    const entry = await send(knowledge, { source: `热线记录 ${String(closed.cells.number)}` });
    expect(entry.outcome).toBe('saved');
    expect(entry.cells).toMatchObject({ type: '售后支持', symptom: description, cause: CLOSING.cause });
    expect(offersOf(await call('今天店里的扫描仪走纸歪斜，扫描件变形看不清'))).toEqual([
      ['description', expect.stringContaining('校准搓纸轮并清洁传感器') as unknown],
    ]);
  });
});
