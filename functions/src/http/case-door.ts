// The door of the page for phones: what its buttons send, and the page that follows. Plain HTML without scripts, small
// enough for a slow network, with buttons for a thumb.

import type { Request } from '@google-cloud/functions-framework';
import {
  type AskedField,
  type CaseLink,
  type CasePage,
  callCustomer,
  type Filled,
  fillCase,
  NOW,
  noteCase,
  showCase,
} from '../actions/road/case.ts';
import { RequestError } from '../contract/request-error.ts';
import type { Ports } from '../ports/ports.ts';
import { escaped, htmlPage } from './link-pages.ts';

/** The page of a case; a POST first does what its button says. @throws RequestError as the actions. */
export async function answerCase(ports: Ports, link: CaseLink, req: Request): Promise<string> {
  return casePage(await workedOn(ports, link, req));
}

function workedOn(ports: Ports, link: CaseLink, req: Request): Promise<CasePage> {
  if (req.method !== 'POST') return showCase(ports, link);
  const sent = sentBy(req);
  switch (sent.get('act')) {
    case 'call':
      return callCustomer(ports, link, cellsChanged(sent));
    case 'note':
      return noteCase(ports, link, cellsChanged(sent));
    case 'save':
      return fillCase(ports, link, cellsChanged(sent));
    default:
      throw new RequestError('body_invalid');
  }
}

/** What a form sends; a name that stands there twice, or has names within, is none of ours. */
function sentBy({ body }: Request): ReadonlyMap<string, string> {
  if (typeof body !== 'object' || body === null) return new Map();
  return new Map(
    Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

/** Each cell goes with what it showed, so that only what somebody changed is saved. */
function cellsChanged(sent: ReadonlyMap<string, string>): Filled {
  const cells = new Map<string, { shown: string; typed: string }>();
  for (const [name, typed] of sent) {
    const column = /^cell-(.+)$/.exec(name)?.[1];
    if (column === undefined) continue;
    const isNow = sent.get(`now-${column}`) !== undefined;
    cells.set(column, { shown: plain(sent.get(`shown-${column}`) ?? ''), typed: isNow ? NOW : plain(typed) });
  }
  return { base: sent.get('base') ?? '', cells };
}

/** Browsers send line ends of their own, and times with a T. */
const plain = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/, '$1 $2');

function casePage(page: CasePage): string {
  const { title, lines, done, failed, hidden, reached, links, row } = page;
  return htmlPage(
    title,
    [
      done.length > 0
        ? `<p class="${failed ? 'failed' : 'done'}" role="status">${escaped(done.join('\n'))}</p>`
        : '',
      ...reached.map(({ shown, address }) => anchor(address, shown, 'button')),
      hidden.length > 0 ? `<p>${escaped(hidden.join('\n'))}</p>` : '',
      `<p>${escaped(lines.join('\n'))}</p>`,
      ...links.map(({ label, url }) => `<p>${escaped(label)}：${anchor(url, url)}</p>`),
      formOf(page),
      `<p>${anchor(row, '在表格中打开这一行')}</p>`,
    ].join(''),
  );
}

const anchor = (address: string, text: string, look = ''): string =>
  `<a href="${escaped(address)}"${look && ` class="${look}"`} rel="noreferrer">${escaped(text)}</a>`;

const hiddenInput = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escaped(value)}">`;

const button = (act: string, text: string, look: 'quiet' | '' = ''): string =>
  `<button name="act" value="${act}"${look && ` class="${look}"`}>${escaped(text)}</button>`;

/** One form, so that whichever button is pressed takes along what has been typed. */
function formOf({ fields, base, waits, hidden }: CasePage): string {
  return [
    `<form method="post">${hiddenInput('base', base)}`,
    // The Enter key presses the first button of a form.
    '<button name="act" value="save" hidden></button>',
    hidden.length > 0 ? '' : button('call', '联系客户（查看完整号码）', 'quiet'),
    waits ? button('note', '我已知悉') : '',
    ...fields.map(fieldOf),
    fields.length > 0 ? button('save', '保存') : '',
    '</form>',
  ].join('');
}

function fieldOf(field: AskedField): string {
  const { column, label, help, shown, said } = field;
  return [
    `<label for="${column}">${escaped(label)}</label>`,
    hiddenInput(`shown-${column}`, shown),
    inputOf(field),
    ...said.map(each => `<p class="wrong">${escaped(each)}</p>`),
    `<p class="help">${escaped(help)}</p>`,
  ].join('');
}

const TYPES = { line: 'text', time: 'datetime-local', date: 'date', number: 'number' } as const;

function inputOf({ column, input, options, typed }: AskedField): string {
  const named = `id="${column}" name="cell-${column}"`;
  switch (input) {
    case 'text':
      // A parser drops the first line end within.
      // https://html.spec.whatwg.org/multipage/syntax.html#element-restrictions
      return `<textarea ${named}>\n${escaped(typed)}</textarea>`;
    case 'choice':
      return `<select ${named}>${[...new Set(['', typed, ...options])].map(each => optionOf(each, typed)).join('')}</select>`;
    case 'time': {
      const isNow = typed === NOW;
      const now = `<input type="checkbox" name="now-${column}" value="1"${isNow ? ' checked' : ''}>`;
      const value = isNow ? '' : escaped(typed.replace(' ', 'T'));
      return `<input type="${TYPES[input]}" ${named} value="${value}"><label class="now">${now} ${NOW}</label>`;
    }
    case 'number':
      return `<input type="number" step="any" inputmode="decimal" ${named} value="${escaped(typed)}">`;
    default:
      return `<input type="${TYPES[input]}" ${named} value="${escaped(typed)}">`;
  }
}

const optionOf = (option: string, typed: string): string =>
  `<option${option === typed ? ' selected' : ''}>${escaped(option)}</option>`;
