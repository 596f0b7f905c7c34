// What is printed, as HTML on A4: opened in a dialog with a button for the browser's own printing.
import type { Paper, PaperField, PapersAnswer } from '../../../functions/src/contract/papers.ts';
import { escaped } from './card-page.ts';

const FONTS = '"Noto Sans SC","Microsoft YaHei","PingFang SC","Noto Sans CJK SC",Arial,sans-serif';

const STYLE =
  '@page{size:A4;margin:14mm}' +
  '*{box-sizing:border-box}' +
  `body{margin:0;font:12px/1.45 ${FONTS};color:#000}` +
  'nav{display:flex;gap:12px;align-items:center;padding:10px 12px;background:#f1f3f4}' +
  'nav button{flex:none;font:inherit;padding:6px 20px;border:0;border-radius:4px;background:#1a73e8;color:#fff}' +
  'article{padding:12px}' +
  'article+article{break-before:page}' +
  'header{text-align:center}' +
  'header b{font-size:14px}' +
  'h1{margin:0;font-size:21px;line-height:1.4;letter-spacing:4px}' +
  'header p{display:flex;justify-content:space-between;margin:4px 0 6px}' +
  'h2{margin:0;padding:2px 6px;font-size:12px;background:#e8eaed;border:1px solid #000;border-bottom:0}' +
  'section{margin-bottom:6px;break-inside:avoid}' +
  'section.long{break-inside:auto}' +
  'table{width:100%;border-collapse:collapse;table-layout:fixed}' +
  'th,td{border:1px solid #000;padding:3px 6px;text-align:left;font-weight:400}' +
  'th,td{overflow-wrap:anywhere;white-space:pre-wrap}' +
  'th{background:#f7f7f7}' +
  'td{height:25px}' +
  'td.wide{height:38px}' +
  'td.ticks{word-break:keep-all}' +
  'table.list{font-size:11.5px}' +
  'table.list tr{break-inside:avoid}' +
  'table.list td{height:44px}' +
  '@page across{size:A4 landscape;margin:12mm}' +
  'article.across{page:across}' +
  'article.across table.list{table-layout:auto;font-size:11px}' +
  'article.across :is(th,td){height:auto;min-width:calc(4em + 14px);max-width:26em;overflow-wrap:break-word}' +
  'footer{display:grid;grid-template-columns:1fr 1fr;gap:16px 32px;margin-top:18px;break-inside:avoid}' +
  'footer div{display:flex;gap:4px;align-items:end;white-space:nowrap}' +
  'footer i{flex:1;height:20px;border-bottom:1px solid #000}' +
  'footer i:last-child{flex:none;width:84px}' +
  '@media print{nav{display:none}article{padding:0}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}';

/** Widths of a form's columns, in percent: label and cell, twice. */
const FORM_WIDTHS = [15, 35, 15, 35];

/** Widths of the call list's columns, in percent. */
const LIST_WIDTHS = [14, 18, 11, 14, 25, 18];

/** From so many characters on a text may take more than half a page. */
const LONG = 1_000;

interface Bar {
  print: string;
  hint: string;
}

/** The whole page; `print` is the button's caption, `hint` what stands beside it and is not printed. */
export function paperPage({ company, papers }: PapersAnswer, bar: Bar): string {
  return pageWith(
    papers.map(paper => articleOf(company, paper)),
    bar,
  );
}

/** A page with one list, lying across. Its columns are not known beforehand: they are as wide as their texts. */
export function listPage(list: Paper, bar: Bar): string {
  return pageWith([articleOf('', { ...list, across: true })], bar);
}

function pageWith(articles: readonly string[], { print, hint }: Bar): string {
  const bar = `<nav><button onclick="window.print()" autofocus>${escaped(print)}</button><span>${escaped(hint)}</span></nav>`;
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${bar}${articles.join('')}`;
}

function articleOf(company: string, paper: Paper): string {
  const { title, caption, groups, rows, signatures, across: isAcross = false } = paper;
  const name = company === '' ? '' : `<b>${escaped(company)}</b>`;
  const parts = caption.map(part => `<span>${escaped(part)}</span>`);
  const head = `<header>${name}<h1>${escaped(title)}</h1><p>${parts.join('')}</p></header>`;
  const signs = signatures.map(who => `<div>${escaped(who)}签字：<i></i> 日期：<i></i></div>`);
  const start = isAcross ? '<article class="across">' : '<article>';
  return `${start}${head}${groups.map(groupOf).join('')}${rows ? listOf(rows, isAcross ? widthsOf(rows) : percent(LIST_WIDTHS)) : ''}<footer>${signs.join('')}</footer></article>`;
}

type Group = Paper['groups'][number];

/** Two fields on a line; a wide one has a line of its own. */
function groupOf({ title, fields }: Group): string {
  const lines: PaperField[][] = [];
  for (const field of fields) {
    const last = lines[lines.length - 1];
    if (!field.wide && last?.length === 1 && !last[0]?.wide) last.push(field);
    else lines.push([field]);
  }
  // What is longer than a page is better cut than moved to the next one as a whole.
  const isLong = fields.some(({ value }) => value.length > LONG);
  return `<section${isLong ? ' class="long"' : ''}><h2>${escaped(title)}</h2><table>${columnsOf(percent(FORM_WIDTHS))}${lines.map(lineOf).join('')}</table></section>`;
}

function lineOf(fields: readonly PaperField[]): string {
  const span = fields.length === 1 ? ' colspan="3"' : '';
  const cells = fields.map(
    ({ label, value, wide, ticks }) =>
      `<th>${escaped(label)}</th><td${span} class="${wide ? 'wide' : ticks ? 'ticks' : ''}">${escaped(value)}</td>`,
  );
  return `<tr>${cells.join('')}</tr>`;
}

/** Longest run of signs, without blanks and Chinese, that is not to be broken: numbers, dates, phone numbers, mails. */
const MAX_RUN_SIGNS = 20;

/** Widths for a list whose columns are not known: as wide as their longest number or date, and free where none is. */
function widthsOf(rows: readonly string[][]): string[] {
  const runs = (text: string) => text.split(/[^!-~]+/).map(run => run.length);
  const isWide = (text: string) => text.length > 2 * MAX_RUN_SIGNS;
  return (rows[0] ?? []).map((_, at) => {
    const texts = rows.map(row => row[at] ?? '');
    const longest = Math.max(0, ...texts.map(text => Math.max(0, ...runs(text))));
    if (longest < 6 || longest > MAX_RUN_SIGNS || texts.some(isWide)) return '';
    return `calc(${(longest * 0.62).toFixed(1)}em + 14px)`;
  });
}

function listOf([heading = [], ...rows]: readonly string[][], widths: readonly string[]): string {
  const head = heading.map(text => `<th>${escaped(text)}</th>`).join('');
  const body = rows.map(row => `<tr>${row.map(text => `<td>${escaped(text)}</td>`).join('')}</tr>`);
  return `<table class="list">${columnsOf(widths)}<thead><tr>${head}</tr></thead>${body.join('')}</table>`;
}

const percent = (widths: readonly number[]): string[] => widths.map(width => `${width}%`);

/** One that is blank is as wide as its texts make it. */
const columnsOf = (widths: readonly string[]): string =>
  widths.map(width => (width === '' ? '<col>' : `<col style="width:${width}">`)).join('');
