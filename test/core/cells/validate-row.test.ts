import { describe, expect, it } from 'vitest';
import { check, missing } from '../../../functions/src/core/cells/validate-row.ts';
import type { Cell } from '../../../functions/src/core/schema/column.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { people } from '../../../functions/src/core/tables/people.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import {
  at,
  CALL,
  CLOSING,
  deskOf,
  exampleRow,
  FEEDBACK,
  feedback,
  hotline,
} from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();

/** Value and problem codes of one cell, judged alone. */
function judge(table: Table, column: string, cell: unknown, beside: Record<string, unknown> = {}) {
  const { values, problems } = check(table, { ...beside, [column]: cell }, NOW, desk);
  return { value: values[column], codes: problems.filter(p => p.column === column).map(p => p.code) };
}

const held = (value: Cell) => ({ value, codes: [] });
const refused = (code: string) => ({ value: null, codes: [code] });

describe('a row of the template', () => {
  it('template 002 as a clerk types it has nothing wrong', () => {
    const { values, problems } = check(hotline, { ...CALL, ...CLOSING, handler: '李伟' }, NOW, desk);
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      calledAt: at('2023-10-01 14:30'),
      contact: '13812345678',
      type: '售后支持',
      urgency: '中',
      handler: '李伟',
      resolvedAt: at('2023-10-05 10:00'),
    });
    expect(missing(hotline, values)).toEqual([]);
  });

  it('a feedback has nothing wrong', () => {
    expect(check(feedback, FEEDBACK, NOW, desk).problems).toEqual([]);
  });

  it("a row of the headers' examples is told only that its number is masked", () => {
    const { problems } = check(hotline, exampleRow(hotline), NOW, desk);
    expect(problems.map(each => each.code)).toEqual(['contact_masked']);
  });

  it('a half-typed row is judged by what is there', () => {
    const { values, problems } = check(hotline, { customer: '李小明' }, NOW, desk);
    expect(problems).toEqual([]);
    expect(missing(hotline, values).map(column => column.label)).toEqual([
      '日期时间',
      '联系方式',
      '问题类型',
      '问题描述',
      '客户诉求',
      '紧急程度',
      '处理人员',
    ]);
  });
});

describe('text', () => {
  it.each(['=1+1', '+86', '-5', '@SUM(A1)', '=HYPERLINK("http://x","y")', "'=1", '007'])(
    '%s stays as typed',
    text => {
      expect(judge(hotline, 'order', text)).toEqual(held(text));
      expect(judge(hotline, 'request', text)).toEqual(held(text));
    },
  );

  it.each<[unknown, Cell]>([
    ['  ORD 1 \n', 'ORD 1'],
    ['\t=1+1\r', '=1+1'],
    ['一\r\n二\r三', '一\n二\n三'],
    ['a\u0000b\u0007c', 'abc'],
    ['\ud800半个', '\ufffd半个'],
    [12, '12'],
    [202_309_280_001, '202309280001'],
    [true, '是'],
    [false, '否'],
    ['', null],
    [' \t\n ', null],
    [undefined, null],
    [null, null],
  ])('%j becomes %j', (typed, value) => {
    expect(judge(hotline, 'order', typed)).toEqual(held(value));
  });

  it.each(['\u0000', '\u200b\u200b', '\ufeff', '\u2060 \u200d', '\u3164'])(
    '%j shows nothing and is blank',
    text => {
      const { values } = check(
        hotline,
        { customer: text, type: text, calledAt: text, contact: text },
        NOW,
        desk,
      );
      expect(missing(hotline, values).map(column => column.key)).toEqual(
        expect.arrayContaining(['customer', 'type', 'calledAt', 'contact']),
      );
    },
  );

  it('an emoji, joined or not, is text', () => {
    expect(judge(hotline, 'remark', '👨‍👩‍👧 客户很满意 😀')).toEqual(held('👨‍👩‍👧 客户很满意 😀'));
  });

  it('ends at what a cell of a spreadsheet holds', () => {
    expect(judge(hotline, 'remark', 'x'.repeat(50_000))).toEqual(held('x'.repeat(50_000)));
    expect(judge(hotline, 'remark', 'x'.repeat(50_001))).toEqual(refused('text_too_long'));
  });

  it.each([[{}], [[1]], [Number.NaN], [Number.POSITIVE_INFINITY], [Symbol('x')], [1n], [() => 1]])(
    'what no cell can hold is refused: %s',
    raw => {
      expect(judge(hotline, 'order', raw)).toEqual(refused('not_text'));
    },
  );
});

describe('问题描述', () => {
  it.each([
    '设备坏了',
    '坏了',
    '空调坏了！!!',
    '手机用不了。',
    '产品有问题',
    '不好用',
    '质量太差',
    '😀😀😀😀😀😀😀😀',
    '……………………',
  ])('%s says nothing', text => {
    expect(judge(hotline, 'description', text)).toEqual(refused('description_vague'));
  });

  it('a short one is saved with a warning, a whole one without', () => {
    expect(judge(hotline, 'description', '开机后黑屏指示灯不亮')).toEqual({
      value: '开机后黑屏指示灯不亮',
      codes: ['description_short'],
    });
    expect(judge(hotline, 'description', CALL.description).codes).toEqual([]);
  });
});

// Template 0.28
describe("the customer's words", () => {
  it.each(['“很满意”', '"很满意"', '客户说「可以」', '『好』', '他说：“行\n吧”'])(
    '%s stand in quotation marks',
    text => {
      expect(judge(hotline, 'comment', text)).toEqual(held(text));
    },
  );

  it.each(['很满意', '””', '“”', '”好“', '“'.repeat(50_000), '“'.repeat(49_999) + '好'])(
    'else that is a warning, at once',
    text => {
      expect(judge(hotline, 'comment', text)).toEqual({ value: text, codes: ['quote_missing'] });
    },
  );
});

describe('options', () => {
  it.each(['中', ' 中 ', '□中', '☑ 中', '√中'])('%s is 中', text => {
    expect(judge(hotline, 'urgency', text)).toEqual(held('中'));
  });

  it('what is not in the list is refused with the list', () => {
    const { problems } = check(hotline, { urgency: '很急' }, NOW, desk);
    expect(problems.map(sentenceOf)).toEqual(['“很急”不在可选范围内，请从下拉列表选择：高、中、低。']);
  });

  it('a list of the settings is the one of this desk', () => {
    expect(judge(hotline, 'type', '售前咨询')).toEqual(held('售前咨询'));
    expect(judge(hotline, 'type', 'toString')).toEqual(refused('option_unknown'));
  });
});

describe('people', () => {
  it('a name, a pattern, somebody away, several, nobody', () => {
    expect(judge(hotline, 'handler', '李伟')).toEqual(held('李伟'));
    expect(judge(hotline, 'handler', '技术支持*')).toEqual(held('李伟'));
    expect(judge(hotline, 'handler', '周杰')).toEqual({ value: '周杰', codes: ['person_away'] });
    expect(judge(hotline, 'handler', '李*')).toEqual(refused('person_ambiguous'));
    expect(judge(hotline, 'handler', '钱多多')).toEqual(refused('person_unknown'));
  });
});

describe('times', () => {
  it('what has happened lies in the past, but for the difference of two clocks', () => {
    expect(judge(hotline, 'calledAt', '2026-11-20 15:02')).toEqual(held(at('2026-11-20 15:02')));
    expect(judge(hotline, 'calledAt', '2026-11-20 15:03').codes).toEqual(['time_in_future']);
    expect(judge(hotline, 'calledAt', '2206-11-20 15:03')).toEqual(refused('time_invalid'));
  });

  it('do not run backwards, blanks passed over', () => {
    const { problems } = check(
      hotline,
      { calledAt: '2023-10-01 14:30', resolvedAt: '2023-10-01 14:29', respondedAt: null },
      NOW,
      desk,
    );
    expect(problems.map(each => [each.column, sentenceOf(each)])).toEqual([
      ['resolvedAt', '不能早于“日期时间”（2023-10-01 14:30）。'],
    ]);
    expect(judge(hotline, 'respondedAt', '2023-10-01 14:30', { calledAt: '2023-10-01 14:30' }).codes).toEqual(
      [],
    );
  });

  it('one that is wrong is measured against those that are right', () => {
    const cells = {
      calledAt: '2023-10-02 10:00',
      respondedAt: '2023-10-01 09:00',
      resolvedAt: '2023-10-01 10:00',
    };
    const { problems } = check(hotline, cells, NOW, desk);
    expect(problems.map(each => each.column)).toEqual(['respondedAt', 'resolvedAt']);
  });
});

describe('settings', () => {
  it.each<[string, string, string, string | undefined]>([
    ['时限', '热线响应', '30m', undefined],
    ['问题类型', '安装', '3 个工作日', undefined],
    ['时限', '热线响应', '很快', 'setting_invalid'],
    ['产品', '净水器', '24', undefined],
    ['产品', '净水器', '终身', 'setting_invalid'],
    ['参数', '预警比例', '0.5', undefined],
    ['参数', '预警比例', '-1', 'setting_invalid'],
    ['参数', '预警比例', 'Infinity', 'setting_invalid'],
    ['参数', '预警比例', '1.2', 'setting_invalid'],
    ['参数', '升级比例', '0.5', 'setting_invalid'],
    ['参数', '升级比例', '2', undefined],
    ['工作时间', '周一', '9:00~12:00、13:00-18:00', undefined],
    ['工作时间', '周一', '休', undefined],
    ['工作时间', '周一', '18:00-09:00', 'setting_invalid'],
    ['工作时间', '周一', '09:75-10:00', 'setting_invalid'],
    ['工作时间', '周一', '24:00-25:00', 'setting_invalid'],
    ['节假日', '2026-12-31', '班', undefined],
    ['节假日', '2026-12-31', '半天', 'setting_invalid'],
    ['部门', '客服部', '3', 'setting_invalid'],
    ['通知渠道', '品控群', 'https://robot.example/send', 'setting_valueless'],
  ])('%s %s = %s', (category, name, value, code) => {
    const codes = judge(settings, 'value', value, { category, name }).codes;
    expect(codes).toEqual(code === undefined ? [] : [code]);
  });

  it.each([
    ['工作时间', '星期一', '应是：周一、周二'],
    ['参数', '预警', '应是：预警比例、升级比例'],
  ])('%s is not named %s', (category, name, names) => {
    const { problems } = check(settings, { category, name }, NOW, desk);
    expect(problems.map(each => [each.column, sentenceOf(each)])).toEqual([
      ['name', expect.stringContaining(names)],
    ]);
  });

  it('a day is named by its date', () => {
    expect(judge(settings, 'name', '2026-12-31', { category: '节假日' }).codes).toEqual([]);
    expect(judge(settings, 'name', '元旦', { category: '节假日' }).codes).toEqual(['days_invalid']);
    expect(judge(settings, 'name', '2026-02-30', { category: '节假日' }).codes).toEqual(['days_invalid']);
  });
});

describe('people tab', () => {
  it('takes mails that can be written to, and addresses of a chat of which more than a dash is left', () => {
    expect(judge(people, 'mail', 'LiWei@Example.com')).toEqual(held('liwei@example.com'));
    expect(judge(people, 'mail', '13812345678')).toEqual(refused('mail_invalid'));
    expect(judge(people, 'mail', 'l***@example.com')).toEqual(refused('mail_invalid'));
    expect(judge(people, 'address', 'li.wei_01')).toEqual(held('li.wei_01'));
    expect(judge(people, 'address', '(-')).toEqual(refused('address_invalid'));
  });
});

describe('the length of a row', () => {
  const texts = (length: number) => ({
    ...CALL,
    description: `${CALL.description}${'字'.repeat(length)}`,
    request: '句'.repeat(length),
  });

  it('is refused where its history would not fit a document, and said so at the longest cell', () => {
    const { problems } = check(hotline, { ...texts(45_000), request: '短' }, NOW, desk);
    expect(problems).toEqual([]);
    const long = check(hotline, { ...texts(45_000), request: '句'.repeat(44_000) }, NOW, desk);
    expect(long.problems.map(each => [each.column, each.code])).toEqual([['description', 'row_too_long']]);
  });

  it('is no matter for what one cell can hold', () => {
    expect(check(hotline, texts(25_000), NOW, desk).problems).toEqual([]);
  });
});
