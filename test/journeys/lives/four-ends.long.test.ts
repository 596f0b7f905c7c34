// Long lives of matters over the whole desk with its queue: the four kinds of feedback, a complaint whose plan is
// refused up to 分管领导, three matters of one customer with one call, and a year of a VIP.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { SETTLED_COMPLAINT } from '../../fixtures/core/desk-fixture.ts';
import { often } from '../../fixtures/endurance.ts';
import { editOf, feedbackRow, hotlineRow, toMinute } from '../../fixtures/journeys/case-rows.ts';
import type { DeskDoors } from '../../fixtures/journeys/desk-doors.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';

/** A Monday. */
const BEGINS = Date.parse('2026-03-02T10:00:00+08:00');
const LEADER = 'gaoyuan@sheetdesk.example';

let desk: DeskHere;
let doors: DeskDoors;

beforeAll(async () => {
  desk = await DeskHere.startNew(BEGINS);
  ({ doors } = desk);
  await save('people', { name: '高远', mail: LEADER, department: '客服部', role: '分管领导', onDuty: '是' });
});
afterAll(() => desk?.dispose());

/** This minute on the desk's clock. */
const now = async () => toMinute((await doors.clockNow()).now);

async function pass(...strides: readonly string[]): Promise<void> {
  for (const stride of strides) {
    await desk.idle();
    await doors.advance(stride);
  }
  await desk.idle();
}

async function send(table: string, row: Parameters<DeskDoors['submit']>[1][number]): Promise<RowAnswer> {
  const [answer] = await doors.submit(table, [row]);
  const errors = answer?.problems.filter(({ severity }) => severity === 'error');
  expect([answer?.outcome, errors]).toEqual(['saved', []]);
  if (!answer) throw new Error('a row was not answered');
  return answer;
}

const save = (table: string, cells: WireCells) =>
  send(table, { key: crypto.randomUUID(), base: '', edited: [], cells });

/** Types into a row as a sheet that has just pulled it. */
async function type(key: string, cells: WireCells) {
  const row = (await doors.pull()).get(key);
  if (!row) throw new Error(`no row ${key}`);
  await send(row.table, editOf(row, cells));
  return stateOf(key);
}

const stateOf = async (key: string) => (await doors.pull()).get(key)?.cells.state;
const rowsOf = async (table: string, number: string) =>
  [...(await doors.pull()).values()].filter(
    row => row.table === table && JSON.stringify(row.cells).includes(number),
  );
const mailsOf = async (text: string) =>
  (await doors.outbox()).filter(mail => `${mail.subject}${mail.text}`.includes(text));
const feedback = async (of: WireCells) => send('feedback', feedbackRow(await now(), of));
const numberOf = ({ cells }: RowAnswer) => String(cells.number);

// Template 4.2, 4.14, 4.15, 4.16
// Case D.5
test('four kinds of feedback come to four ends, and nobody hears of them afterwards', async () => {
  const suggested = await feedback({
    type: '建议',
    contact: '13900000001',
    content: '3月2日在网上下单时不能选送货时段，希望下单页能选上午或下午',
  });
  const asked = await feedback({
    type: '咨询',
    contact: '13900000002',
    content: '3月2日来电咨询净水器滤芯在家里怎么更换，想知道要不要关总阀',
  });
  const praised = await feedback({
    type: '表扬',
    contact: '13900000003',
    content: '3月1日上门安装的师傅讲解很耐心，装完还清理了现场',
  });
  const complained = await feedback({ type: '投诉', contact: '13900000004' });
  expect(praised.cells.department).toBe('人力资源部');
  await pass('PT30M');

  expect(
    await type(suggested.key, { startedAt: await now(), adopted: '采纳', adoptedReason: '多位客户提到' }),
  ).toBe('待客户确认');
  expect(await type(suggested.key, { informedAt: await now() })).toBe('待回访');
  expect(
    await type(asked.key, {
      startedAt: await now(),
      answer: '先关总阀再旋下旧滤芯',
      informedAt: await now(),
      understood: '是',
    }),
  ).toBe('已关闭');
  expect(await type(praised.key, { praised: '安装师傅孙强', informedAt: await now() })).toBe('已关闭');
  await type(complained.key, { startedAt: await now() });
  const plan = await save('plans', {
    feedback: numberOf(complained),
    cause: '承运商更换',
    solution: '改由同城仓发货',
    owner: '周丽',
  });
  await type(plan.key, { confirmed: '已确认' });
  await type(plan.key, { opinion: '接受' });
  expect(await type(plan.key, { progress: '次日送达', finishedAt: await now() })).toBe('执行完成');
  expect(await stateOf(complained.key)).toBe('待回访');

  const [call] = await rowsOf('callbacks', numberOf(suggested));
  await type(call?.key ?? '', { calledAt: await now(), reached: '已接通', score: '9', class: '无' });
  await save('surveys', {
    feedback: numberOf(complained),
    calledAt: await now(),
    solved: '是',
    score: '5',
    caller: '陈静',
  });
  for (const { key } of [suggested, asked, praised, complained]) expect(await stateOf(key)).toBe('已关闭');
  const all = [suggested, asked, praised, complained].map(numberOf);
  const calls = await Promise.all(all.map(number => rowsOf('callbacks', number)));
  expect(calls.map(rows => rows.map(({ cells }) => cells.state))).toEqual([['已关闭'], [], [], ['无需回访']]);
  expect((await rowsOf('plans', 'FA-')).map(({ cells }) => cells.feedback)).toEqual([numberOf(complained)]);
  expect((await mailsOf('转作绩效参考')).flatMap(({ to }) => to)).toContain('zhengjie@sheetdesk.example');

  await pass('PT1H');
  const told = async () => (await Promise.all(all.map(mailsOf))).flat().length;
  const before = await told();
  await pass('P10D', 'PT2H');
  expect(await told()).toBe(before);
});

// Template 4.20
test('a plan that is refused twice goes up to 分管领导, and the third is carried out', async () => {
  const complained = await feedback({ type: '投诉', contact: '13900000005' });
  const number = numberOf(complained);
  await type(complained.key, { startedAt: await now() });
  const plan = await save('plans', {
    feedback: number,
    cause: '承运商更换',
    solution: '改由同城仓发货',
    owner: '周丽',
  });
  const refuse = async () => {
    await type(plan.key, { confirmed: '已确认' });
    await type(plan.key, { opinion: '拒绝' });
    await pass('PT5M');
    return (await doors.pull()).get(plan.key)?.cells;
  };
  const toldOf = async (mail: string) =>
    (await mailsOf(numberOf(plan))).filter(({ to }) => to.includes(mail)).length;
  expect(await refuse()).toMatchObject({ escalatedTo: '客服经理', state: '待确认' });
  expect(await toldOf('liuyang@sheetdesk.example')).toBeGreaterThan(0);
  expect(await toldOf(LEADER)).toBe(0);
  // What was refused, of whom and about what: nobody has to open three rows to know.
  const [toManager] = (await mailsOf(numberOf(plan))).filter(({ to }) =>
    to.includes('liuyang@sheetdesk.example'),
  );
  expect(toManager?.text).toContain('客户拒绝了处理方案');
  expect(toManager?.subject).toMatch(/客户拒绝方案，第 2 轮处理，.*净水器至今未送达/);
  await type(plan.key, { solution: '改由同城仓发货，另赠滤芯一支' });
  expect(await refuse()).toMatchObject({ escalatedTo: '分管领导', state: '待确认' });
  expect(await toldOf(LEADER)).toBeGreaterThan(0);
  await type(plan.key, { solution: '当天专人送达并全额退款' });
  await type(plan.key, { confirmed: '已确认' });
  await type(plan.key, { opinion: '接受' });
  expect(await type(plan.key, { progress: '当天送达', finishedAt: await now() })).toBe('执行完成');
  expect(await stateOf(complained.key)).toBe('待回访');
  await save('surveys', {
    feedback: number,
    calledAt: await now(),
    solved: '是',
    score: '4',
    caller: '陈静',
  });
  expect(await stateOf(complained.key)).toBe('已关闭');
});

test('three matters of one customer are asked about in one call, which counts once', async () => {
  const contact = '13900000006';
  const called = await now();
  await pass('PT10M');
  const times = { respondedAt: await now(), resolvedAt: await now() };
  const answers = await Promise.all(
    ['售后支持', '售前咨询'].map(type =>
      send(
        'hotline',
        hotlineRow({ calledAt: called, contact, type, ...times, resolution: '已换新', cause: '电路缺陷' }),
      ),
    ),
  );
  const complaint = await save('complaints', {
    customer: '李明',
    contact,
    ...SETTLED_COMPLAINT,
    happenedAt: called,
    description: '3月12日上午师傅到家里安装时大声训斥客户，没有装完就离开，至今没有人来处理',
    request: '道歉',
    finishedAt: await now(),
  });
  const cases = [...answers, complaint];
  const named = cases.map(each => `${each === complaint ? '投诉记录' : '热线记录'} ${numberOf(each)}`);
  const calls = (await rowsOf('callbacks', named[0] ?? '')).map(({ key }) => key);
  expect(calls).toHaveLength(1);
  for (const each of named) expect((await rowsOf('callbacks', each)).map(({ key }) => key)).toEqual(calls);
  await type(calls[0] ?? '', { calledAt: await now(), reached: '已接通', score: '10', class: '无' });
  expect(await Promise.all(cases.map(({ key }) => stateOf(key)))).toEqual(['已关闭', '已关闭', '已归档']);
  await pass('PT5M');
  const line = (await doors.grid('月报')).find(([label]) => label === '客户满意度');
  // The answers of the two tests before, and this one.
  expect(line?.slice(1, 4)).toEqual(['100.0%', '4', '4']);
});

/** What the desk has in 回访跟进 for the VIP. */
const vipCalls = () => rowsOf('callbacks', '北方机械厂');

/** Lets so many strides of 65 days pass, after each of which the VIP is satisfied when somebody calls. */
async function live(strides: number): Promise<string[]> {
  for (let lived = 0; lived < strides; lived++) {
    // What a leap has made due is said a little later.
    await pass('P65D', 'PT2H');
    for (const { key, cells } of await vipCalls())
      if (cells.state === '待回访')
        await type(key, { calledAt: await now(), reached: '已接通', score: '9', class: '无' });
  }
  const made = (await vipCalls()).map(
    ({ cells }) => `${cells.type} ${String(cells.plannedAt).slice(0, 10)} ${cells.caller} ${cells.state}`,
  );
  return made.toSorted();
}

/** Each quarter's day, or the working day after it. */
const CALLS = [
  '常规回访 2026-03-19 李伟 已关闭',
  '重要客户回访 2026-04-13 李伟 已关闭',
  '重要客户回访 2026-07-13 李伟 已关闭',
  '重要客户回访 2026-10-12 李伟 已关闭',
  '重要客户回访 2027-01-12 李伟 已关闭',
];

// Template 1.3
test('a VIP is called a week and a month after the purchase and then each quarter: till July', async () => {
  await save('customers', {
    customerNumber: 'C9',
    customer: '北方机械厂',
    contact: '13900000009',
    level: 'VIP',
    purchasedOn: '2026-03-12',
    caller: '李伟',
  });
  expect(await live(2)).toEqual(CALLS.slice(0, 3));
});

test.runIf(often(false, true))('and till the next year as well', async () => {
  expect(await live(3)).toEqual(CALLS);
});
