// The page for whoever is on the phone. Runs in the browser; what it asks of the script is in script.ts.

import type { CallCells, CallerRecord, CallPageData, SavedCall } from '../../src/ui/call-page-data.ts';
import { Caller, isWhole, recordLine } from '../caller.ts';
import { element } from '../element.ts';
import { ask } from '../script.ts';
import { keepSending } from '../send.ts';
import { type Field, fieldOf } from './field.ts';

/** Whoever saves waits no longer than this for what is known of the caller, ms. */
const PATIENCE_MS = 10_000;

const { form, texts, openedAt } = JSON.parse(
  document.getElementById('call')?.textContent ?? '',
) as CallPageData;
const loadedAt = performance.now();
/** The script's time, ms. */
const now = (): number => openedAt + performance.now() - loadedAt;

let rangAt = now();
/** When the call was saved, which stops the clock. */
let endedAt: number | undefined;
/** The row that the call was written to. */
let key = '';

const clock = element('b');
const notice = element('div', { className: 'notice' });
notice.setAttribute('role', 'status');
const save = element('button', { type: 'submit', className: 'main' }, texts.save);

const fields = form.fields.map(each => fieldOf(each, texts.pick));
const [number] = fields;
/** Pixels of the sidebar from which on the outline does not push the fields of the call out of sight. */
const ROOM_FOR_OUTLINE = 640;

const caller = new Caller(
  texts,
  sentence => say(sentence),
  file => {
    for (const field of fields)
      if (field.fromFile) {
        if (field !== number) field.hint(file === '' ? '' : texts.fromFile);
        field.box.classList.toggle('required', field.required && file === '');
      }
  },
);
number?.box.classList.add('number');
number?.hint(texts.number);

const page = element(
  'form',
  {},
  ...fields.flatMap(({ box }) => (box === number?.box ? [box, caller.box] : [box])),
  // In view however far down the form is.
  element('footer', {}, save, notice),
);
document.querySelector('main')?.append(
  element('header', {}, texts.clock, clock),
  element('p', { className: 'greeting' }, form.greeting),
  element(
    'details',
    // Where there is little room the fields need it: the outline opens by a key or a click.
    { open: innerHeight >= ROOM_FOR_OUTLINE },
    element('summary', {}, texts.outline),
    element('ol', {}, ...form.outline.map(step => element('li', {}, step))),
  ),
  page,
);

function showClock(): void {
  const seconds = Math.max(0, Math.floor(((endedAt ?? now()) - rangAt) / 1_000));
  const two = (count: number): string => String(count).padStart(2, '0');
  clock.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

function say(sentence: string, tone: '' | 'good' | 'bad' = '', ...more: HTMLElement[]): void {
  notice.className = `notice ${tone}`;
  notice.replaceChildren(sentence, ...more);
}

const valueOf = (column: string): string => fields.find(field => field.column === column)?.value() ?? '';

/** What stands in the form. What is blank says so: a row that was written before may have held something. */
function cells(): CallCells {
  const typed = Object.fromEntries(fields.map(field => [field.column, field.value()]));
  // What found the file need not be the number in full, which the file has.
  if (number && caller.file !== '' && !isWhole(number.value())) typed[number.column] = '';
  return { ...typed, [form.rang]: new Date(rangAt).toISOString(), [form.file]: caller.file };
}

const lacking = (): Field[] =>
  fields.filter(field => field.required && field.value() === '' && !(field.fromFile && caller.file !== ''));

/** Open records of the caller that are probably about the same. */
async function alike(): Promise<CallerRecord[]> {
  const patience = new Promise<CallerRecord[]>(resolve => setTimeout(() => resolve([]), PATIENCE_MS));
  const records = await Promise.race([caller.records(), patience]);
  const value = valueOf(form.alike);
  return records.filter(record => record.open && record.alike === value);
}

/** @param anyway whether it is known that there is a like record, and this is another matter */
async function submit(anyway: boolean): Promise<void> {
  if (save.disabled) return;
  const missing = lacking();
  if (missing.length > 0) {
    say(`${texts.missing}${missing.map(({ label }) => label).join('、')}`, 'bad');
    missing[0]?.focus();
    return;
  }
  save.disabled = true;
  say(texts.saving);
  try {
    const like = anyway || key !== '' ? [] : await alike();
    if (like.length > 0) return showAlike(like);
    show(await ask('saveCall', { table: form.table, key, cells: cells() }));
  } catch (cause) {
    say(`${texts.failed}${cause instanceof Error ? cause.message : String(cause)}`, 'bad');
  } finally {
    save.disabled = endedAt !== undefined;
  }
}

function showAlike(records: readonly CallerRecord[]): void {
  const other = element('button', { type: 'button', className: 'other' }, texts.anyway);
  other.addEventListener('click', () => void submit(true));
  say(texts.alike, '', ...records.map(record => recordLine(record, sentence => say(sentence))), other);
  other.focus();
}

function show({ outcome, number: given, row, remarks, key: written }: SavedCall): void {
  const lines = remarks.map(remark => `\n${remark}`).join('');
  if (outcome === 'lacking') {
    key = written;
    return say(`${texts.lacking}${lines}`, 'bad');
  }
  endedAt = now();
  const next = element('button', { type: 'button', className: 'other' }, texts.next);
  next.addEventListener('click', begin);
  const said = outcome === 'saved' ? `${texts.saved}${given}` : `${texts.waiting}${row}${texts.row}`;
  say(`${said}${lines}\n`, 'good', next);
  next.focus();
}

/** The next call: it rings now. */
function begin(): void {
  key = '';
  rangAt = now();
  endedAt = undefined;
  for (const field of fields) field.clear();
  caller.clear();
  save.disabled = false;
  say('');
  showClock();
  number?.focus();
}

page.addEventListener('submit', event => {
  event.preventDefault();
  void submit(false);
});
page.addEventListener('keydown', event => {
  // Enter in a line of text saves nothing: who is on the phone presses it by habit.
  if (event.key !== 'Enter' || event.isComposing) return;
  const isText = event.target instanceof HTMLInputElement;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    void submit(false);
  } else if (isText) event.preventDefault();
});
number?.box.addEventListener('keydown', event => {
  if (event.key === 'ArrowDown') caller.enter();
});
number?.box.addEventListener('input', () => caller.type(number.value()));
setInterval(showClock, 1_000);
keepSending();
showClock();
number?.focus();
