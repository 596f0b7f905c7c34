// The example rows that the five templates print, entered on the page as they stand there: they end as the templates
// show them. 002's is typed cell by cell in typing.long.test.ts; 001's table and 003's and 004's ends are cut off, so
// their rows follow from the text.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showTime } from '../../functions/src/core/lib/parse-time.ts';
import type { Table } from '../../functions/src/core/schema/table.ts';
import { callbacks } from '../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../functions/src/core/tables/complaints.ts';
import { feedback } from '../../functions/src/core/tables/feedback.ts';
import { followUps } from '../../functions/src/core/tables/follow-ups.ts';
import { plans } from '../../functions/src/core/tables/plans.ts';
import { serviceOrders } from '../../functions/src/core/tables/service-orders.ts';
import { surveys } from '../../functions/src/core/tables/surveys.ts';
import { Clerk } from '../fixtures/journeys/clerk.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

/** Pastes a row as it is copied from the paper's table, by header. */
async function enter(table: Table, row: number, texts: Record<string, string>): Promise<Clerk> {
  const clerk = await Clerk.at(page, desk.doors, table.title);
  const [header = []] = await desk.doors.grid(table.title);
  const strange = Object.keys(texts).filter(label => !header.includes(label));
  expect(strange).toEqual([]);
  await page.paste(`A${row}`, [header.map(label => texts[label] ?? '')]);
  return clerk;
}

/** Expects a row to come to show these texts. */
async function expectRow(clerk: Clerk, row: number, wanted: Record<string, string>): Promise<void> {
  const shown: Record<string, string> = {};
  for (const [label, text] of Object.entries(wanted))
    shown[label] = (await clerk.reads(label, row, text)).text;
  expect(shown).toEqual(wanted);
}

// Template 0.1, 0.7, 0.26
test('000, 售后跟进: closed with five points', async () => {
  const clerk = await enter(followUps, 2, {
    客户编号: 'C202405001',
    客户名称: 'XX科技有限公司',
    联系人: '张先生',
    联系方式: '13812345678',
    '购买产品/服务': 'A型智能办公设备(2024年3月购买)',
    问题发生时间: '2024年5月10日14:30',
    问题描述: '设备频繁卡顿,影响文件处理,客户已重启3次无效',
    优先级: '□重要',
    问题类型: '售后支持',
    初步对接人: '李*',
    问题分析结果: '初步判断为设备内存模块兼容性问题',
    解决方案: '1.安排工程师王*上门检测(5月12日前);2.若确认硬件问题,免费更换内存模块',
    客户确认意见: '同意',
    意见原话: '“同意方案,希望工程师在上午上门”',
    方案执行记录: '5月11日10:00王*工程师上门检测,确认内存模块故障;5月11日17:00完成更换',
    回访时间: '2024年5月13日15:30',
    回访满意度: '5分',
    回访评价: '“设备运行正常,感谢处理效率”',
    优化建议: '建议在A型设备出厂前增加内存兼容性测试环节',
    关闭状态: '□已关闭',
  });
  await expectRow(clerk, 2, {
    保存状态: '已保存',
    状态: '已关闭',
    客户名称: 'XX科技有限公司',
    联系方式: '138****5678',
    优先级: '重要',
    问题发生时间: '2024-05-10 14:30',
    初步对接人: '李伟',
    回访满意度: '5',
  });
  expect((await clerk.see('编号', 2, cell => cell.text !== '')).text).toBe('FU-20240510-001');
});

// Template 1.18, 1.19, 1.20, 1.21, 1.23
test('001, 回访跟进: a satisfied customer whose suggestion is answered and who is called again', async () => {
  const { now } = await desk.doors.clockNow();
  const clerk = await enter(callbacks, 3, {
    客户名称: '王女士',
    客户等级: 'VIP',
    联系方式: '13912345678',
    '购买产品/服务': '净水器 A2',
    回访类型: '重要客户回访',
    计划回访时间: showTime(now, ZONE),
    预约方式: '短信',
    回访人: '陈静',
    实际回访时间: showTime(now, ZONE),
    接通情况: '已接通',
    满意度: '9分',
    评分原因: '讲得清楚',
    需求与建议: '希望增加滤芯到期提醒',
    后续意向: '无',
    反馈分类: '建议',
    处理进展: '已转产品部门评估，下一版实现',
    解决状态: '已解决',
    二次回访结果: '“知道了，谢谢”',
  });
  await expectRow(clerk, 3, { 状态: '已关闭', 联系方式: '139****5678', 客户名称: '王*', 满意度: '9' });
  const number = await clerk.see('编号', 3, cell => cell.text !== '');
  expect(number.text).toMatch(/^CB-\d{8}-\d{3}$/);
});

// Template 3.4, 3.6, 3.8, 3.9, 3.10, 3.13, 3.15
test('003, 售后服务单: repaired, called back, closed', async () => {
  const clerk = await enter(serviceOrders, 2, {
    客户姓名: '*某',
    联系方式: '13712345678',
    购买凭证: '订单号:20240510001',
    产品名称: '智能办公设备',
    故障现象描述: '开机无反应,指示灯不亮',
    服务需求: '□维修',
    检测结果: '电源模块损坏,非人为因素',
    故障原因: '质量问题',
    解决方案: '免费更换电源模块,预计1个工作日内完成',
    服务人员: '王*',
    约定时间: '2024-05-13 09:00',
    完成时间: '2024-05-13 10:30',
    问题是否解决: '□是',
    回访时间: '2024-05-16 10:00',
    客户反馈: '服务及时,维修后正常使用',
  });
  await expectRow(clerk, 2, { 保存状态: '已保存', 状态: '已关闭', 客户姓名: '*某', 联系方式: '137****5678' });
  const number = await clerk.see('编号', 2, cell => cell.text !== '');
  expect(number.text).toMatch(/^SR-\d{4}-0001$/);
});

// Template 3.18, 3.19, 3.20, 3.21, 3.22, 3.24
test('003, 投诉记录: judged, carried out, filed', async () => {
  const clerk = await enter(complaints, 2, {
    投诉人姓名: '*某',
    联系方式: '13612345678',
    投诉类型: '□服务态度',
    发生时间: '2024-05-12 14:30',
    问题描述: '到店咨询产品功能,员工*工态度冷漠,未解答疑问且挂断电话',
    客户诉求: '要求道歉,改进服务培训',
    核实方式: '调取门店监控、电话录音',
    核实情况: '情况属实，当时该员工同时接待两位客户',
    根本原因: '新员工没有经过投诉应对培训',
    责任判定: '企业内部',
    责任部门: '运营部',
    方案内容: '1.员工向客户书面道歉;2.对员工进行服务礼仪再培训',
    客户是否接受: '接受',
    执行结果: '道歉信已寄出，培训已完成',
    完成时间: '2024-05-14 17:00',
    回访时间: '2024-05-15 11:00',
    满意度: '4',
  });
  await expectRow(clerk, 2, {
    保存状态: '已保存',
    状态: '已归档',
    发生时间: '2024-05-12 14:30',
    联系方式: '136****5678',
  });
  expect((await clerk.see('编号', 2, cell => cell.text !== '')).text).toBe('CT-2024-0001');
});

// Template 4.1, 4.6, 4.13, 4.18, 4.22, 4.24
test('004, 客户反馈 with plan and survey: important by its tag, closed once the customer is satisfied', async () => {
  const { now } = await desk.doors.clockNow();
  const clerk = await enter(feedback, 2, {
    '客户名称/联系人': 'XX贸易公司 赵女士',
    联系方式: 'zhao@example.com',
    反馈渠道: '□电话',
    反馈类型: '□投诉',
    接收时间: showTime(now - 20 * MINUTE, ZONE),
    反馈内容: '11月1日下单的净水器，物流延误超过7天仍未送到，要求本周内送达',
    客户情绪: '焦虑',
    通话录音: '已告知并同意',
    标签: '产品质量-物流延误',
    启动时间: showTime(now - 10 * MINUTE, ZONE),
  });
  await expectRow(clerk, 2, { 状态: '处理中', 优先级: '重要', 联系方式: 'z***@example.com' });
  const { text: number } = await clerk.see('反馈编号', 2, cell => cell.text !== '');
  expect(number).toMatch(/^\d{8}001$/);
  const plan = await enter(plans, 2, {
    反馈编号: number,
    原因分析: '分拨中心积压',
    解决方案: '周丽改用加急件补发，次日送达',
    责任人: '周丽',
    部门负责人确认: '已确认',
    客户意见: '接受',
    执行进度: '加急件已签收',
    执行完成时间: showTime(now, ZONE),
  });
  await expectRow(plan, 2, { 状态: '执行完成' });
  const survey = await enter(surveys, 2, {
    反馈编号: number,
    回访时间: showTime(now, ZONE),
    回访方式: '□电话',
    是否解决: '□是',
    满意度: '5',
    回访人: '陈静',
  });
  await expectRow(survey, 2, { 状态: '已满意' });
  await expectRow(await Clerk.at(page, desk.doors, feedback.title), 2, { 状态: '已关闭' });
});
