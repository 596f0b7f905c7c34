// What is printed, as the page says it: fields on lines, columns as wide as they have to be. How it comes out of the
// printer is looked at in test/page.
import { describe, expect, it } from 'vitest';
import type { Paper, PaperField } from '../../../../functions/src/contract/papers.ts';
import { listPage, paperPage } from '../../../../sheets-addon/src/ui/paper-page.ts';

const BAR = { print: '打印', hint: '纸张选 A4' };
const PAPER: Paper = { title: '服务单', caption: [], groups: [], signatures: [] };
const field = (label: string, more: Partial<PaperField> = {}): PaperField => ({ label, value: '', ...more });

const formOf = (fields: PaperField[]): string =>
  paperPage({ company: '', papers: [{ ...PAPER, groups: [{ title: '客户', fields }] }] }, BAR);

/** The labels of a form, line by line; one that has a line of its own is marked. */
const linesOf = (page: string): string[] =>
  [...page.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, cells = '']) =>
    [...cells.matchAll(/<th>(.*?)<\/th><td( colspan="3")?/g)]
      .map(([, label = '', span]) => label + (span ? '—' : ''))
      .join(' '),
  );

describe('a form', () => {
  it.each<[string, PaperField[], string[]]>([
    ['has two fields on a line', ['一', '二', '三', '四'].map(each => field(each)), ['一 二', '三 四']],
    [
      'has the last one alone where there is no second',
      ['一', '二', '三'].map(each => field(each)),
      ['一 二', '三—'],
    ],
    ['has a wide one alone', [field('一', { wide: true }), field('二'), field('三')], ['一—', '二 三']],
    [
      'has none beside a wide one',
      [field('一'), field('二', { wide: true }), field('三')],
      ['一—', '二—', '三—'],
    ],
  ])('%s', (_, fields, lines) => {
    expect(linesOf(formOf(fields))).toEqual(lines);
  });

  it.each([
    [1_000, false],
    [1_001, true],
  ])('with a text of %d signs may be cut by the end of the page: %s', (signs, isLong) => {
    const fields = [field('一', { value: '长'.repeat(signs) }), field('二')];
    expect(formOf(fields).includes('<section class="long">')).toBe(isLong);
  });

  it('has room to write in wide fields, and keeps boxes to tick together', () => {
    const page = formOf([field('一', { wide: true }), field('二', { ticks: true }), field('三')]);
    expect([...page.matchAll(/<td[^>]*class="(\w*)"/g)].map(([, name]) => name)).toEqual([
      'wide',
      'ticks',
      '',
    ]);
  });

  it('names the company where there is one, and who signs', () => {
    const papers = [{ ...PAPER, signatures: ['客户'] }];
    expect(paperPage({ company: '晨光 & 子', papers }, BAR)).toContain('<b>晨光 &amp; 子</b><h1>');
    expect(paperPage({ company: '', papers }, BAR)).toContain('<header><h1>服务单</h1>');
    expect(paperPage({ company: '', papers }, BAR)).toContain('客户签字：');
  });
});

describe('a list', () => {
  const rows = (...texts: string[]): Paper['rows'] => [['列'], ...texts.map(text => [text])];
  const columns = (page: string): string[] =>
    [...page.matchAll(/<col(?: style="width:([^"]*)")?>/g)].map(([, width = '']) => width);

  it('of calls has columns of its own and lies upright', () => {
    const page = paperPage({ company: '', papers: [{ ...PAPER, rows: [['时间', '编号']] }] }, BAR);
    expect(columns(page)).toEqual(['14%', '18%', '11%', '14%', '25%', '18%']);
    expect(page).not.toContain('class="across"');
  });

  it.each([
    ['of few signs is free', rows('12345'), ''],
    ['of a number is as wide as that', rows('123456'), 'calc(3.7em + 14px)'],
    ['of the longest of several is', rows('123456', '13812345678', '1'), 'calc(6.8em + 14px)'],
    ['of a number of twenty signs is', rows('1'.repeat(20)), 'calc(12.4em + 14px)'],
    ['of longer ones is free, for these may be broken', rows('1'.repeat(21)), ''],
    ['of Chinese is free', rows('晨光电器有限公司服务部'), ''],
    ['of numbers in Chinese is as wide as a number', rows('编号 20240512001'), 'calc(6.8em + 14px)'],
    ['of forty signs and a number is', rows(`${'长'.repeat(34)}123456`), 'calc(3.7em + 14px)'],
    ['of a longer text is free', rows('123456', `${'长'.repeat(35)}123456`), ''],
  ])('a column %s', (_, lines, width) => {
    const page = listPage({ ...PAPER, ...(lines && { rows: lines }) }, BAR);
    expect(columns(page)).toEqual([width]);
    expect(page).toContain('<article class="across">');
  });

  it('has its titles at the head of each page, and the texts as they are', () => {
    const page = listPage({ ...PAPER, rows: [['列'], ['<b>']] }, BAR);
    expect(page).toContain('<thead><tr><th>列</th></tr></thead><tr><td>&lt;b&gt;</td></tr>');
  });
});
