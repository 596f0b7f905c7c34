// Whether a text tells of a danger (templates 002 and 004): over trades, beside near misses; and what a desk sets
// itself.
import { describe, expect, it } from 'vitest';
import { pressingOf } from '../../../functions/src/core/decide/priority.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import { Book } from '../../fixtures/core/book.ts';
import { DANGER_TEXTS } from '../../fixtures/core/danger-texts.ts';
import { DANGER_TEXTS_TO_MEASURE } from '../../fixtures/core/danger-texts-to-measure.ts';
import {
  at,
  by,
  CALL,
  deskOf,
  exampleRow,
  FEEDBACK,
  feedback,
  hotline,
  newSettings,
  PEOPLE,
  SETTINGS,
  type SettingRow,
} from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();
const pressing = (text: string, of = desk) => pressingOf(text, NOW, of)?.value;
const deskWith = (...rows: SettingRow[]) => deskOf(PEOPLE, [...SETTINGS, ...rows]);

const TEXTS = [...DANGER_TEXTS, ...DANGER_TEXTS_TO_MEASURE];
const TELLS = TEXTS.flatMap(({ trade, tells }) => tells.map(text => [trade, text] as const));
const SOUNDS = TEXTS.flatMap(({ trade, sounds }) => sounds.map(([why, text]) => [trade, why, text] as const));

// Template 2.10, 4.9
describe('a danger', () => {
  it.each(TELLS)('%s: is told in %s', (_, text) => {
    expect(pressing(text)).toBe('紧急');
  });

  it.each(SOUNDS)('%s, %s: is not told in %s', (_, __, text) => {
    expect(pressing(text)).not.toBe('紧急');
  });

  it('is looked for in texts of which half only sound so', () => {
    expect([TELLS.length >= 100, SOUNDS.length >= 100, TEXTS.length >= 10]).toEqual([true, true, true]);
  });

  it.each([
    ['a fear beside what happened', '机器冒烟，担心爆炸'],
    ['a fear that has come true', '一直担心会出事，昨天果然漏电了'],
    ['what is to be done about it', '请问能不能尽快上门处理漏电'],
    ['a condition of what is to be done', '如果再不处理漏电问题就投诉'],
    ['a second time', '漏电已经修好又漏电，洗手时被电'],
    ['a denial of something else', '没想到才用两天就起火'],
    ['a harmless word beside a danger', '被电话告知停用，可是昨天插座已经起火'],
    ['a wound that was seen to', '客户被烫伤，已更换新品'],
    ['several, of which one is denied', '没有冒烟，但外壳麻手'],
  ])('counts, with %s', (_, text) => {
    expect(pressing(text)).toBe('紧急');
  });

  it.each([
    ['what shares the denial', '没有冒烟或起火，只是有点响'],
    ['what shares the fear', '担心漏电，伤到孩子'],
    ['what shares the condition', '万一漏电，孩子触电怎么办'],
  ])('does not, in %s', (_, text) => {
    expect(pressing(text)).toBe('一般');
  });

  it('is one rule for calls, feedback and complaints', () => {
    const text = '2026年11月20日上午在家中，折叠床夹断了孩子的手指，现在还在医院缝针';
    const { urgency: _, ...call } = CALL;
    const { priority: __, ...complaint } = exampleRow(complaints);
    const found = [
      new Book(hotline, desk).submit({ cells: { ...call, description: text } }, by('limin'), NOW).record
        ?.cells['urgency'],
      new Book(feedback, desk).submit({ cells: { ...FEEDBACK, content: text } }, by('limin'), NOW).record
        ?.cells['priority'],
      new Book(complaints, desk).submit(
        { cells: { ...complaint, contact: '13812345678', description: text } },
        by('limin'),
        NOW,
      ).record?.cells['priority'],
    ];
    expect(found).toEqual(['高', '紧急', '紧急']);
  });

  it('is read in a text of any length, without any sign, in no time', () => {
    expect(pressing('没有漏电'.repeat(12_000))).toBe('一般');
  });
});

describe('the words of a desk', () => {
  it('are rows of settings of a new desk, and mean there what they mean without rows', () => {
    const rows = newSettings();
    expect(rows.filter(([category]) => category === '紧急说法').length).toBeGreaterThan(10);
    const seeded = deskOf(PEOPLE, rows);
    const all = [...TELLS.map(([, text]) => text), ...SOUNDS.map(([, , text]) => text)];
    expect(all.map(text => pressing(text, seeded))).toEqual(all.map(text => pressing(text)));
  });

  it('may be added to, by kind, by their parts, and by their name alone', () => {
    const own = deskWith(
      ['紧急说法', '氯气', {}],
      ['紧急说法', '辐射', { value: '射线…超标、辐射/泄漏…报警' }],
      ['重要说法', '媒体', { value: '曝光、记者、12315' }],
    );
    const texts = ['车间闻到氯气', '射线仪读数超标', '泄漏探头一直报警', '再不处理就找记者', '没有闻到氯气'];
    expect(texts.map(text => pressing(text))).toEqual(['一般', '一般', '一般', '一般', '一般']);
    expect(texts.map(text => pressing(text, own))).toEqual(['紧急', '紧急', '紧急', '重要', '一般']);
  });

  it('take the place of those of the list where the kind has the same name', () => {
    const own = deskWith(
      ['紧急说法', '中毒不适', { value: '中毒' }],
      ['紧急说法', '不算紧急', { value: '花絮漏电' }],
    );
    expect(['气味刺鼻', '喝完中毒', '花絮漏电场景'].map(text => pressing(text, own))).toEqual([
      '一般',
      '紧急',
      '一般',
    ]);
  });

  it('are typed as they are said: two signs at least, and what is typed is kept', () => {
    const row = { category: '紧急说法', name: '辐射', value: '射线…超标、辐射/泄漏…报警' };
    const { record, problems } = new Book(settings, desk).submit({ cells: row }, by('wangfang'), NOW);
    expect(record?.cells['value']).toBe(row.value.normalize('NFKC'));
    expect(problems).toEqual([]);
    const short = new Book(settings, desk).submit({ cells: { ...row, value: '毒' } }, by('wangfang'), NOW);
    expect(short.problems.map(({ code, column }) => [code, column])).toEqual([['setting_invalid', 'value']]);
  });
});

describe('a word that only stands in another word', () => {
  it.each([
    ['a title of somebody with the customer', '客户是项目经理，请联系他确认安装时间'],
    ['a title of somebody with the customer', '请联系采购主管王工签收'],
    ['a title of somebody with the customer', '找产品经理确认过尺寸，门板还是装反了'],
    ['whom to ask for', '到货请联系现场负责人'],
    ['whom to ask for', '联系收货负责人时没人接电话'],
    ['what the title is of', '安全主管来电，灯具有一盏不亮'],
    ['what is there against it', '防触电插座插不进去'],
    ['what is there against it', '防烫伤杯套掉色'],
    ['what is there against it', '防摔倒扶手有划痕'],
    ['a trade', '急救员培训的发票没有开'],
    ['a trade', '中毒急救手册缺页'],
    ['an insurance', '住院险的保单没有寄到'],
    ['a hospital as a customer', '住院部的打印机卡纸'],
    ['a lesson', '触电急救课程视频打不开'],
  ])('makes nothing pressing: %s, %s', (_, text) => {
    expect(pressing(text)).toBe('一般');
  });

  it.each([
    ['要求你们经理给个说法', '重要'],
    ['找你们主管来解释', '重要'],
    ['项目经理被电了一下，插座漏电', '紧急'],
    ['防触电插座漏电，麻手', '紧急'],
    ['住院险客户用了产品后住院', '紧急'],
  ])('hides nothing beside it: %s', (text, value) => {
    expect(pressing(text)).toBe(value);
  });
});
