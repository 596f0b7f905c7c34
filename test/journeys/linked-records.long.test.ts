// Records of several tables that belong together, through the HTTP door: each knows of the other, and what one comes to
// moves the other.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RowAnswer, SubmitAnswer, WireCells } from '../../functions/src/contract/contract.ts';
import { editOf, feedbackRow } from '../fixtures/journeys/case-rows.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { fullValuesOf } from '../fixtures/journeys/record-book.ts';

const HOUR = 3_600_000;
const PATIENCE = { timeout: 30_000 };

let desk: DeskHere;
/** ISO time some hours before the desk's own, when it was started. */
let ago: (hours: number) => string;
beforeAll(async () => {
  desk = await DeskHere.start();
  const { now } = await desk.doors.clockNow();
  const minute = Math.floor(now / 60_000) * 60_000;
  ago = hours => new Date(minute - hours * HOUR).toISOString();
});
afterAll(() => desk.dispose());

const newRow = (cells: WireCells) => ({ key: crypto.randomUUID(), base: '', edited: [], cells });

async function send(
  table: string,
  row: Parameters<typeof editOf>[0] & { cells?: WireCells },
): Promise<RowAnswer> {
  const [answer] = await desk.doors.submit(table, [{ edited: [], cells: {}, ...row }]);
  if (!answer) throw new Error('A row was not answered');
  return answer;
}

/** A new row that is to be saved. */
async function save(table: string, cells: WireCells): Promise<RowAnswer> {
  const answer = await send(table, newRow(cells));
  expect([answer.outcome, answer.problems.filter(each => each.severity === 'error')]).toEqual(['saved', []]);
  return answer;
}

/** A row as a sheet that pulled it would have it. */
async function pulled(key: string) {
  const row = (await desk.doors.pull()).get(key);
  if (!row) throw new Error(`no row ${key}`);
  return row;
}

async function rowsOf(table: string) {
  return [...(await desk.doors.pull()).values()].filter(row => row.table === table);
}

const COMPLAINT: WireCells = {
  customer: '张三丰',
  contact: '13812345678',
  type: '产品质量',
  description: '新买的净水器当天夜里漏水，厨房地板被泡',
  request: '上门维修并说明原因',
};
const numberOf = (row: RowAnswer) => String(row.cells.number);

describe('a complaint of 产品质量', () => {
  // Template 3.23
  test('opens one 售后服务单 and a 改进措施 to look into it, whatever is repeated, and all show the other', async () => {
    const row = newRow({ ...COMPLAINT, happenedAt: ago(5) });
    const { status, body } = await desk.doors.call<SubmitAnswer>('/tables/complaints/rows', { rows: [row] });
    expect([status, body.others]).toEqual([200, true]);
    const [complaint] = body.rows;
    if (!complaint) throw new Error('not answered');
    const [order, ...more] = await rowsOf('serviceOrders');
    if (!order) throw new Error('no order was opened');
    expect(more).toEqual([]);
    const [check, ...others] = await rowsOf('improvements');
    expect(others).toEqual([]);
    expect(check?.cells).toMatchObject({
      source: `投诉记录 ${numberOf(complaint)}`,
      measure: '内部质量排查',
      problem: COMPLAINT.description,
      department: '品控部',
    });
    expect(complaint.cells.related).toBe(`${order.cells.number}、${check?.cells.number}`);
    expect(order.cells).toMatchObject({
      source: `投诉记录 ${numberOf(complaint)}`,
      customer: '张*',
      contact: '138****5678',
      fault: COMPLAINT.description,
      state: '已登记',
    });
    // It was saved as it is, and says what a person has to add.
    expect(order.problems).toContainEqual(expect.objectContaining({ code: 'required_missing' }));

    expect((await send('complaints', row)).outcome).toBe('unchanged');
    await send('complaints', editOf(complaint, { place: '人民路门店' }));
    expect(await rowsOf('serviceOrders')).toHaveLength(1);
    expect(await rowsOf('improvements')).toHaveLength(1);
    const kept = (await fullValuesOf(desk.doors)).get(order.key);
    expect(kept).toEqual({ customer: '张三丰', contact: '13812345678' });
  });

  test('lets go of an order that names another complaint, which then shows it', async () => {
    const [first] = await rowsOf('complaints');
    const [order] = await rowsOf('serviceOrders');
    if (!first || !order) throw new Error('nothing to go on with');
    const second = await save('complaints', { ...COMPLAINT, type: '服务态度', happenedAt: ago(4) });
    const moved = await send('serviceOrders', editOf(order, { source: numberOf(second) }));
    expect(moved.outcome).toBe('saved');
    const [check] = await rowsOf('improvements');
    expect((await pulled(first.key)).cells.related).toBe(check?.cells.number);
    expect((await pulled(second.key)).cells.related).toBe(order.cells.number);
  });
});

describe('a feedback', () => {
  // Template 4.17, 4.25
  test('goes on with its plan and its surveys: 未满意 opens it again, 已满意 closes it', async () => {
    const { cells } = feedbackRow(ago(6), { startedAt: ago(5) });
    const feedback = await save('feedback', cells);
    const state = async () => (await pulled(feedback.key)).cells.state;
    expect(feedback.cells.state).toBe('处理中');

    const solve = async (cause: string) => {
      const plan = await save('plans', {
        feedback: numberOf(feedback),
        cause,
        solution: '改由同城仓发货',
        owner: '周丽',
      });
      expect(await state()).toBe('处理中');
      const confirmed = await send('plans', editOf(plan, { confirmed: '已确认' }));
      expect(await state()).toBe('待客户确认');
      const accepted = await send('plans', editOf(confirmed, { opinion: '接受' }));
      await send('plans', editOf(accepted, { progress: '次日送达', finishedAt: ago(0) }));
      expect(await state()).toBe('待回访');
      return plan;
    };
    const survey = (solved: string, score: string) =>
      save('surveys', { feedback: numberOf(feedback), calledAt: ago(0), solved, score, caller: '陈静' });

    const plan = await solve('承运商更换');
    // The plan is promised for when the feedback is due.
    expect(plan.cells.promisedAt).toBe(feedback.cells.dueAt);
    const angry = await survey('否', '1');
    expect(angry.cells.state).toBe('未满意');
    const again = await pulled(feedback.key);
    expect(again.cells.state).toBe('处理中');
    expect(again.problems).toContainEqual(expect.objectContaining({ code: 'reopened' }));
    expect(Date.parse(String(again.cells.dueAt))).toBeGreaterThan(Date.parse(String(feedback.cells.dueAt)));

    const other = await solve('线路调整');
    const happy = await survey('是', '5');
    const closed = await pulled(feedback.key);
    expect(closed.cells.state).toBe('已关闭');
    expect(closed.cells.related).toBe([plan, other, angry, happy].map(numberOf).join('、'));
    const { firestore, endpoints } = desk.doors;
    const record = await firestore.doc(`desks/${endpoints.spreadsheetId}/records/${feedback.key}`).get();
    expect([record.get('cycle'), (record.get('cycles') as unknown[]).length]).toEqual([2, 1]);
  });

  test('that does not exist is refused at its cell, and nothing is lost', async () => {
    const row = newRow({ feedback: '20200101999', cause: '不明', solution: '不明', owner: '周丽' });
    const answer = await send('plans', row);
    expect(answer).toMatchObject({ outcome: 'refused', base: '' });
    expect(answer.problems).toContainEqual({
      column: 'feedback',
      code: 'reference_unknown',
      severity: 'error',
      message: '没有编号为“20200101999”的客户反馈，请核对。',
    });
    expect((await desk.doors.pull()).has(row.key)).toBe(false);
    expect(Object.keys(answer.cells)).toEqual([]);
  });
});

describe('a call-back', () => {
  // Template 1.27, 1.30
  test('is opened for a solved order, and opens a lead for a customer who is interested', async () => {
    const order = await save('serviceOrders', {
      customer: '王五',
      contact: '13712345678',
      product: '净水器',
      fault: '滤芯更换后水流变小，第二天起更明显',
      request: '维修',
      technician: '李伟',
      inspection: '滤芯装反',
      cause: '其他',
      solution: '重新安装滤芯',
      finishedAt: ago(1),
      solved: '是',
    });
    expect(order.cells.state).toBe('待回访');
    // The feedback above was asked in surveys of its own: its calls are for nobody to make.
    const [callback, ...more] = (await rowsOf('callbacks')).filter(({ cells }) => cells.state !== '无需回访');
    expect(more).toEqual([]);
    if (!callback) throw new Error('no call-back was opened');
    expect(order.cells.related).toBe(callback.cells.number);
    expect(callback.cells).toMatchObject({
      type: '问题解决后回访',
      record: `售后服务单 ${numberOf(order)}`,
      caller: '李伟',
      customer: '王*',
      product: '净水器',
      state: '待回访',
    });
    expect(Date.parse(String(callback.cells.plannedAt))).toBeGreaterThan(Date.parse(ago(0)));

    const called = await send('callbacks', editOf(callback, { intent: '有兴趣', wishes: '再配一台' }));
    const [lead] = await rowsOf('leads');
    expect(called.cells.related).toBe(lead?.cells.number);
    expect(lead?.cells).toMatchObject({
      callback: callback.cells.number,
      customer: '王*',
      wishes: '再配一台',
      seller: '吴刚',
      state: '待联系',
    });
    await send('callbacks', editOf(called, { intent: '有明确意向' }));
    expect(await rowsOf('leads')).toHaveLength(1);
  });
});

describe('the settings of a desk', () => {
  // Template 3.7
  test('give products their warranty, and with it who bears the cost', async () => {
    await save('settings', { category: '产品', name: '智能音箱', value: '12' });
    const order = (cells: WireCells) =>
      save('serviceOrders', {
        customer: '赵六',
        contact: '13612345678',
        product: '智能音箱 X2',
        fault: '开机无反应，指示灯不亮，换插座也一样',
        request: '维修',
        ...cells,
      });
    const fresh = await order({ purchasedOn: ago(24 * 30).slice(0, 10), cause: '质量问题' });
    expect(fresh.cells).toMatchObject({ warranty: '保修期内', cost: '免费' });
    const old = await order({ purchasedOn: ago(24 * 400).slice(0, 10), cause: '质量问题' });
    expect(old.cells).toMatchObject({ warranty: '已过保', cost: '客户承担' });
    const unknown = await order({
      product: '台灯',
      purchasedOn: ago(24 * 30).slice(0, 10),
      cause: '自然老化',
    });
    expect(unknown.cells).toMatchObject({ warranty: '未知', cost: '协商' });
  });

  test('move the limits of open records when they change, and leave closed ones alone', async () => {
    const content = '客服态度恶劣，三次致电都被挂断，要求道歉';
    const open = await save('feedback', feedbackRow(ago(2), { content }).cells);
    const closed = [...(await rowsOf('feedback'))].find(row => row.cells.state === '已关闭');
    expect(open.cells.priority).toBe('重要');
    const dueAt = async (key: string) => Date.parse(String((await pulled(key)).cells.dueAt));
    const before = closed && (await dueAt(closed.key));
    expect((await dueAt(open.key)) - Date.parse(ago(2))).toBe(48 * HOUR);

    for (const name of ['反馈处理·重要', '反馈处理·一般']) {
      const limit = (await rowsOf('settings')).find(row => row.cells.name === name);
      if (!limit) throw new Error(`no setting ${name}`);
      expect((await send('settings', editOf(limit, { value: '6h' }))).outcome).toBe('saved');
    }
    await vi.waitFor(
      async () => expect((await dueAt(open.key)) - Date.parse(ago(2))).toBe(6 * HOUR),
      PATIENCE,
    );
    expect(closed && (await dueAt(closed.key))).toBe(before);
  });
});
