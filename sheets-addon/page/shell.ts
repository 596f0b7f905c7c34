// The frame of a page of several steps: what is shown, what can be pressed, and what is said of it.

import { element, selectOf } from './element.ts';

/** A page that says its own sentences. */
export class Shell<Texts extends { failed: string }> {
  readonly texts: Texts;
  readonly #main = document.querySelector('main') ?? document.body;
  readonly #notice = element('div', { className: 'notice' });

  constructor(texts: Texts) {
    this.texts = texts;
    this.#notice.setAttribute('role', 'status');
  }

  /** Shows a step with its buttons; the last of them is what one most likely wants. */
  show(content: readonly HTMLElement[], buttons: readonly HTMLButtonElement[]): void {
    this.say('');
    this.#main.replaceChildren(...content, element('footer', {}, this.#notice, ...buttons));
    buttons[buttons.length - 1]?.focus();
  }

  say(sentence: string, tone: '' | 'bad' = ''): void {
    this.#notice.className = `notice ${tone}`;
    this.#notice.textContent = sentence;
  }

  /** A button that cannot be pressed twice; what goes wrong is said. */
  button(caption: string, kind: '' | 'main', work: () => Promise<void> | void): HTMLButtonElement {
    const button = element('button', { type: 'button', className: kind }, caption);
    button.addEventListener('click', () => {
      button.disabled = true;
      this.say('');
      void Promise.resolve()
        .then(work)
        .catch((cause: unknown) => this.fail(cause))
        .finally(() => {
          button.disabled = false;
        });
    });
    return button;
  }

  fail(cause: unknown): void {
    this.say(`${this.texts.failed}${cause instanceof Error ? cause.message : String(cause)}`, 'bad');
  }
}

interface BarTexts {
  of: string;
  rowsWord: string;
}

/** How far something is, as a bar and a sentence. */
export class Bar {
  readonly box: HTMLElement;
  readonly #bar = element('progress', { max: 1, value: 0 });
  readonly #text = element('p', { className: 'hint' });
  readonly #texts: BarTexts;
  readonly #caption: string;

  constructor(texts: BarTexts, caption: string) {
    this.#texts = texts;
    this.#caption = caption;
    this.box = element('div', {}, this.#bar, this.#text);
  }

  set(row: number, last: number): void {
    this.#bar.max = Math.max(1, last);
    this.#bar.value = Math.min(row, last);
    this.#text.textContent = `${this.#caption}${Math.min(row, last)}${this.#texts.of}${last}${this.#texts.rowsWord}`;
  }
}

/** Figures with what they count; a figure that is 0 is told in no colour. */
export const countsBox = (
  ...counts: readonly [number: number, caption: string, tone: '' | 'good' | 'bad'][]
): HTMLElement =>
  element(
    'div',
    { className: 'counts' },
    ...counts.map(([number, caption, tone]) =>
      element('div', { className: number > 0 ? tone : '' }, element('b', {}, String(number)), caption),
    ),
  );

/** A table that scrolls by itself, of these titles and rows. */
export function tableOf(titles: readonly string[], rows: readonly HTMLTableRowElement[]): HTMLElement {
  const head = element('tr', {}, ...titles.map(title => element('th', {}, title)));
  return element(
    'div',
    { className: 'scroll' },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)),
  );
}

export const rowOf = (...cells: (string | HTMLElement)[]): HTMLTableRowElement =>
  element('tr', {}, ...cells.map(cell => element('td', {}, cell)));

/** A list to choose from; `first` is shown where nothing is chosen. */
export function choiceOf(
  first: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen = '',
): HTMLSelectElement {
  const select = selectOf('', [['', first], ...options]);
  select.value = chosen;
  return select;
}
