// What is known of the caller: looked up while his number is typed, and shown below it.

import type { CallerRecord, CallTexts } from '../src/ui/call-page-data.ts';
import { element } from './element.ts';
import { ask } from './script.ts';

/** The last four digits of a number are the least that finds anything; of words two signs are. */
const MIN_DIGITS = 4;
const WORD = /\p{Script=Han}{2}/u;
/** So long nothing is typed before it is looked up, ms. */
const PAUSE_MS = 300;
/** From so many digits on it is a whole number, and no end of one. */
const WHOLE_DIGITS = 7;

/** Whether a text is a number or an address in full, and no end of one, nor the number of a file. */
export const isWhole = (text: string): boolean =>
  text.includes('@') || (/^[+\d\s()（）-]+$/.test(text) && text.replace(/\D/g, '').length >= WHOLE_DIGITS);

export class Caller {
  readonly box = element('section', { className: 'caller' });
  readonly #texts: CallTexts;
  readonly #tell: (sentence: string) => void;
  readonly #onFile: (file: string) => void;
  #text = '';
  #file = '';
  #timer = 0;
  #found: Promise<CallerRecord[]> = Promise.resolve([]);

  /** @param onFile hears of the customer's file that the row is to go by, `''` for none */
  constructor(texts: CallTexts, tell: (sentence: string) => void, onFile: (file: string) => void) {
    this.#texts = texts;
    this.#tell = tell;
    this.#onFile = onFile;
    this.box.addEventListener('keydown', event => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      const buttons = [...this.box.querySelectorAll('button')];
      const at = buttons.findIndex(button => button === document.activeElement);
      buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    });
  }

  /** Goes to the first of the records; by arrows to the others. */
  enter(): void {
    this.box.querySelector('button')?.focus();
  }

  get file(): string {
    return this.#file;
  }

  clear(): void {
    this.type('');
  }

  /** Whoever types goes on: only what stands for a moment is looked up. */
  type(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#take('');
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.box.replaceChildren();
    this.#found = Promise.resolve([]);
    if (text.length >= MIN_DIGITS || WORD.test(text))
      this.#timer = window.setTimeout(() => void this.#lookUp(), PAUSE_MS);
  }

  /** The caller's records, as far as they can be had; none where nobody can be asked. */
  records(): Promise<CallerRecord[]> {
    if (this.#timer !== 0) void this.#lookUp();
    return this.#found;
  }

  #lookUp(): Promise<CallerRecord[]> {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const text = this.#text;
    this.box.replaceChildren(this.#texts.looking);
    this.#found = ask('findCaller', text).then(
      ({ records, more }) => {
        if (text === this.#text) this.#show(records, more);
        return records;
      },
      (cause: Error) => {
        if (text === this.#text) this.box.replaceChildren(`${this.#texts.away}${cause.message}`);
        return [];
      },
    );
    return this.#found;
  }

  #show(records: readonly CallerRecord[], more: boolean): void {
    const files = records.filter(({ file }) => file !== undefined);
    const [only] = files;
    // An end of a number may be somebody else's as well: then a person chooses.
    if (only?.file !== undefined && files.length === 1 && isWhole(this.#text)) this.#take(only.file);
    this.#draw(records, more);
  }

  #draw(records: readonly CallerRecord[], more: boolean): void {
    const lines = records.flatMap(record => [
      this.#lineOf(record),
      ...this.#fileButton(record, records, more),
    ]);
    // Tab goes from the number to the name, whether anything has been found by then or not.
    for (const line of lines) line.tabIndex = -1;
    this.box.replaceChildren(
      ...(lines.length > 0 ? lines : [this.#texts.unknown]),
      ...(more ? [element('p', {}, this.#texts.more)] : []),
    );
  }

  #fileButton({ file }: CallerRecord, records: readonly CallerRecord[], more: boolean): HTMLElement[] {
    if (file === undefined) return [];
    const isTaken = file === this.#file;
    const button = element(
      'button',
      { type: 'button', className: 'other' },
      isTaken ? this.#texts.leaveFile : this.#texts.useFile,
    );
    button.addEventListener('click', () => {
      this.#take(isTaken ? '' : file);
      this.#draw(records, more);
      this.enter();
    });
    return [button];
  }

  /** A record as a line; a click leads to its row. */
  #lineOf(record: CallerRecord): HTMLElement {
    return recordLine(record, this.#tell);
  }

  #take(file: string): void {
    this.#file = file;
    this.#onFile(file);
  }
}

/** A record as a line that leads to its row; `tell` hears what came of it. */
export function recordLine(record: CallerRecord, tell: (sentence: string) => void): HTMLElement {
  const { title, number, state, open, about, at, file } = record;
  const kind = file !== undefined ? ' file' : open ? ' open' : '';
  const line = element(
    'button',
    { type: 'button', className: `record${kind}` },
    `${title} ${number}　${state}`,
    element('small', {}, `${about}　${at}`),
  );
  line.addEventListener('click', () => {
    ask('goToRecord', number).then(tell, (cause: Error) => tell(cause.message));
  });
  return line;
}
