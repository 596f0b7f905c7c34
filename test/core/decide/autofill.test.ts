import { describe, expect, it } from 'vitest';
import { type AutofillContext, autofill as completeBy } from '../../../functions/src/core/decide/autofill.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { at, deskOf, feedback, hotline, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 15:00');
const complete = (table: Table, values: Cells, context = desk, by: Partial<AutofillContext> = {}) =>
  completeBy(table, values, { desk: context, now: NOW, before: undefined, references: undefined, ...by });
const priorityOf = (content: string, tags: string | null = null) =>
  complete(feedback, { content, tags }, desk).proposed.priority;

describe('优先级 by the rules of template 004', () => {
  it.each([
    ['紧急', '净水器漏电，老人触电受伤'],
    ['紧急', '充电时冒烟，担心起火'],
    ['紧急', '核心功能失效，整机无法使用'],
    ['重要', '物流延误超过7天'],
    ['重要', '物流延误超过 7 天仍未到'],
    ['重要', '延误了8天'],
    ['重要', '下单 15 天还没有发货'],
    ['重要', '已经十天没人联系'],
    ['重要', '等了7天以上'],
    ['重要', '维修拖了二十多天'],
    ['重要', '客服态度恶劣，直接挂断电话'],
    ['重要', '要求见你们经理'],
    ['重要', '请领导给我回电'],
    ['一般', '延误3天'],
    ['一般', '等了7天'],
    ['一般', '7天无理由退货怎么办理'],
    ['一般', '使用10天后想更换颜色'],
    ['一般', '想了解安装费用'],
  ])('%s: %s', (priority, content) => {
    expect(priorityOf(content)).toBe(priority);
  });

  it('the more urgent rule goes first', () => {
    expect(priorityOf('态度恶劣，而且机器漏电')).toBe('紧急');
  });

  it('reads the tags as well, and proposes nothing from nothing', () => {
    expect(priorityOf('请尽早处理这件事', '安全-漏电')).toBe('紧急');
    expect(complete(feedback, { content: null, tags: null }, desk).proposed.priority).toBeUndefined();
    expect(complete(feedback, { content: '  ' }, desk).proposed.priority).toBeUndefined();
  });

  it('judges the longest text at once', () => {
    for (const text of ['1', '8 ', '天', '要求', '延误', '超过7 ']) {
      expect(priorityOf(text.repeat(50_000 / text.length))).toBe('一般');
    }
  });
});

describe('责任部门', () => {
  it.each<[string, Cells]>([
    ['运营部', { type: '表扬', content: '安装师傅很负责' }],
    ['品控部', { type: '投诉', tags: '质量-漏水', content: '产品漏水' }],
    ['运营部', { type: '投诉', tags: null, content: '客服态度不好' }],
    ['品控部', { type: '投诉', tags: '质量-漏水', content: '态度也不好' }],
    ['客服部', { type: '咨询', tags: null, content: '如何安装' }],
    // 其他 is what is left, not a word to look for.
    ['品控部', { type: '投诉', tags: null, content: '其他家没有这种质量问题' }],
  ])('%s for %j', (department, cells) => {
    expect(complete(feedback, cells, desk).proposed.department).toBe(department);
  });

  it('is that of 其他 only where no other route leads on, wherever it stands in settings', () => {
    const isRest = ([category, name]: (typeof SETTINGS)[number]) => category === '路由' && name === '其他';
    const restFirst = deskOf(PEOPLE, [...SETTINGS.filter(isRest), ...SETTINGS.filter(each => !isRest(each))]);
    const departmentOf = (content: string) =>
      complete(feedback, { type: '投诉', tags: null, content }, restFirst).proposed.department;
    expect(departmentOf('其他家没有这种质量问题')).toBe('品控部');
    expect(departmentOf('其他问题也有：态度不好')).toBe('运营部');
    expect(departmentOf('其他')).toBe('客服部');
  });

  it('stays blank where no route leads on', () => {
    const bare = deskOf(
      PEOPLE,
      SETTINGS.filter(([category]) => category !== '路由'),
    );
    expect(
      complete(feedback, { type: '投诉', content: '产品漏水' }, bare).proposed.department,
    ).toBeUndefined();
    expect(complete(feedback, { type: null, content: '质量问题' }, desk).proposed.department).toBeUndefined();
  });
});

describe('处理人员', () => {
  const handlerOf = (type: string, context = desk) => complete(hotline, { type }, context).proposed.handler;

  it('is whoever is on duty in the department of the type', () => {
    expect(handlerOf('售后支持')).toBe('李伟');
    expect(handlerOf('售前咨询')).toBe('李敏');
  });

  it('is the supervisor for a complaint, the one of its department first', () => {
    expect(handlerOf('投诉建议')).toBe('赵强');
    expect(handlerOf('投诉建议', deskOf(PEOPLE.filter(([name]) => name !== '赵强')))).toBe('王芳');
    expect(handlerOf('投诉建议', deskOf(PEOPLE.filter(([, , , role]) => role !== '客服主管')))).toBe('李敏');
  });

  it('is a supervisor for a type without a department, and the head when everybody is away', () => {
    expect(handlerOf('其他')).toBe('王芳');
    const others = PEOPLE.filter(([name]) => name !== '李伟' && name !== '王芳');
    const away = deskOf([['王芳', 'wangfang', '技术支持部', '客服主管', '否'], ...others]);
    expect(handlerOf('售后支持', away)).toBe('赵强');
    const head = deskOf(PEOPLE.filter(([name]) => name !== '李敏'));
    expect(handlerOf('售前咨询', head)).toBe('赵强');
  });

  it('is nobody when nobody is there', () => {
    expect(handlerOf('售后支持', deskOf([]))).toBeUndefined();
  });
});

describe('what a person wrote', () => {
  it('is never touched, and what is proposed is told with its reason', () => {
    const values = { type: '售后支持', handler: '孙丽' };
    expect(complete(hotline, values, desk)).toEqual({ values, proposed: {}, problems: [] });
    const { problems } = complete(hotline, { type: '售后支持', handler: null }, desk);
    expect(problems).toMatchObject([{ column: 'handler', code: 'proposed', severity: 'info' }]);
  });

  it.each([
    ['净水器漏电，老人触电受伤', ['紧急']],
    ['下单 15 天还没有发货', ['重要']],
    ['延误3天', []],
  ])('why %s is %j is told, and of what is usual nothing', (content, values) => {
    const { problems } = complete(feedback, { content, tags: null }, desk);
    const reasons = problems.flatMap(({ column, facts }) =>
      column === 'priority' ? String(facts?.['reason']) : [],
    );
    expect(reasons.map(each => /定为“(.*)”/.exec(each)?.[1])).toEqual(values);
  });

  it('a constant needs no reason', () => {
    expect(complete(people, { onDuty: null }, desk)).toMatchObject({
      proposed: { onDuty: '是' },
      problems: [],
    });
  });
});
