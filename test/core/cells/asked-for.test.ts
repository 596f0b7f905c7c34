// What a choice asks for beside it (templates 001 to 004): the row is saved without it, and says so at the cell.
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, exampleDesk, FEEDBACK } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const BY_MAIL: Cells = { ...FEEDBACK, channel: '邮件', startedAt: '2026-11-20 14:40' };
const ORDER: Cells = {
  customer: '张三',
  contact: '13812345678',
  product: '智能音箱',
  fault: '11月18日起开机无反应，指示灯不亮',
  request: '维修',
};
const COMPLAINT: Cells = {
  customer: '张三',
  contact: '13812345678',
  type: '流程效率',
  happenedAt: '2026-11-18 10:00',
  description: '11月18日上午在门店排队三小时无人办理',
  request: '道歉',
};
const ANSWERED: Cells = {
  ...CALL,
  respondedAt: '2026-11-20 14:52',
  resolution: '已更换电源模块',
  resolvedAt: '2026-11-20 14:55',
  cause: '电源模块老化',
};
const SURVEY: Cells = {
  feedback: '20261120001',
  calledAt: '2026-11-20 14:00',
  score: '4',
  solved: '是',
  caller: '李伟',
};
const PLAN: Cells = {
  feedback: '20261120001',
  cause: '承运商爆仓',
  solution: '改由同城仓发货',
  owner: '李伟',
  promisedAt: '2026-11-22 15:00',
};
const CALLED: Cells = {
  customer: '张三',
  contact: '13812345678',
  type: '常规回访',
  plannedAt: '2026-11-20 10:00',
  caller: '李伟',
  calledAt: '2026-11-20 10:20',
  reached: '已接通',
  score: '9',
  class: '无',
};

type Case = [table: string, cells: Cells, asked: string | undefined];

function askedOf(key: string, cells: Cells) {
  const table = tableOf(key);
  if (!table) throw new Error(`no table ${key}`);
  const { problems, record } = new Book(table, exampleDesk()).submit({ cells }, by('limin'), NOW);
  if (!record) throw new Error(problems.map(({ code }) => code).join());
  return problems.filter(({ code }) => code === 'asked_for');
}

// Template 0.3, 1.23, 2.15, 3.2, 3.9, 3.17, 3.22, 4.7, 4.14, 4.16
describe('asks for what belongs to what was chosen', () => {
  it.for<Case>([
    ['feedback', BY_MAIL, undefined],
    ['feedback', { ...BY_MAIL, channel: '电话' }, 'recording'],
    ['feedback', { ...BY_MAIL, channel: '电话', recording: '已告知并同意' }, undefined],
    ['feedback', { ...BY_MAIL, type: '建议' }, 'adopted'],
    ['feedback', { ...BY_MAIL, type: '建议', adopted: '不采纳' }, 'adoptedReason'],
    ['feedback', { ...BY_MAIL, type: '建议', adopted: '采纳' }, 'adoptedReason'],
    ['feedback', { ...BY_MAIL, type: '建议', adopted: '不采纳', adoptedReason: '——' }, 'adoptedReason'],
    ['feedback', { ...BY_MAIL, type: '建议', adopted: '不采纳', adoptedReason: '成本过高' }, undefined],
    ['feedback', { ...BY_MAIL, type: '表扬' }, 'praised'],
    ['feedback', { ...BY_MAIL, type: '表扬', praised: '无' }, 'praised'],
    ['feedback', { ...BY_MAIL, type: '表扬', praised: '安装师傅' }, undefined],
    ['serviceOrders', ORDER, undefined],
    ['serviceOrders', { ...ORDER, request: '其他' }, 'requestNote'],
    ['serviceOrders', { ...ORDER, request: '其他', requestNote: '上门培训' }, undefined],
    ['serviceOrders', { ...ORDER, solved: '否' }, 'unsolvedReason'],
    ['serviceOrders', { ...ORDER, solved: '否', unsolvedReason: '配件缺货' }, undefined],
    ['serviceOrders', { ...ORDER, cause: '其他' }, 'inspection'],
    ['serviceOrders', { ...ORDER, cause: '其他', inspection: '水质硬，水垢堵住进水阀' }, undefined],
    ['complaints', COMPLAINT, undefined],
    ['complaints', { ...COMPLAINT, compensationKind: '其他' }, 'plan'],
    ['complaints', { ...COMPLAINT, compensationKind: '其他', plan: '上门保养一次' }, undefined],
    ['complaints', { ...COMPLAINT, type: '其他' }, 'typeNote'],
    ['complaints', { ...COMPLAINT, type: '其他', typeNote: '/' }, 'typeNote'],
    ['complaints', { ...COMPLAINT, type: '其他', typeNote: '发票开具' }, undefined],
    ['complaints', { ...COMPLAINT, type: '服务态度' }, 'apology'],
    ['hotline', { ...ANSWERED, satisfaction: '满意' }, undefined],
    ['hotline', { ...ANSWERED, satisfaction: '不满意' }, 'comment'],
    ['hotline', { ...ANSWERED, satisfaction: '不满意', comment: '“还是漏”' }, undefined],
    ['hotline', { ...CALL, type: '其他' }, 'subtype'],
    ['hotline', { ...CALL, type: '其他', subtype: '账户发票' }, undefined],
    ['surveys', SURVEY, undefined],
    ['surveys', { ...SURVEY, solved: '否' }, 'unsolvedReason'],
    ['surveys', { ...SURVEY, solved: '否', unsolvedReason: '仍有异响' }, undefined],
    ['plans', PLAN, undefined],
    ['plans', { ...PLAN, adopted: '不采纳' }, 'adoptedReason'],
    ['callbacks', CALLED, undefined],
    ['callbacks', { ...CALLED, reached: '改约', score: null, class: null }, 'rescheduledAt'],
    ['callbacks', { ...CALLED, score: '4' }, 'scoreReason'],
    ['callbacks', { ...CALLED, score: '2', scoreReason: '师傅迟到两小时' }, undefined],
  ])('%s %j: %s', ([table, cells, asked]) => {
    const told = askedOf(table, cells).map(({ column, severity }) => [column, severity]);
    expect(told).toEqual(asked === undefined ? [] : [[asked, 'warning']]);
  });
});
