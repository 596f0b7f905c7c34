// Which columns of the source are which of the table: a proposal for each, to be changed, and a text for those that the
// source lacks.

import type {
  ImportMapping,
  ImportTexts,
  ProposedImport,
  TargetColumn,
} from '../../src/ui/import-page-data.ts';
import { element } from '../element.ts';
import { choiceOf, rowOf, tableOf } from '../shell.ts';

export class ColumnTable {
  readonly #proposed: ProposedImport;
  readonly #texts: ImportTexts;
  readonly #choices: HTMLSelectElement[];
  readonly #lacking = element('div', { className: 'choices' });
  readonly #lackingHint: HTMLElement;
  readonly #fixed = new Map<string, HTMLInputElement | HTMLSelectElement>();

  constructor(proposed: ProposedImport, texts: ImportTexts) {
    this.#proposed = proposed;
    this.#texts = texts;
    this.#lackingHint = element('p', {}, texts.lacking);
    const options = proposed.targets.map(
      ({ key, label, required }) => [key, required ? `${label} *` : label] as const,
    );
    this.#choices = proposed.columns.map(({ column }) => choiceOf(texts.leaveOut, options, column ?? ''));
  }

  parts(): HTMLElement[] {
    const { leaveOut: _, columns, sample, meaning, why } = this.#texts;
    const rows = this.#proposed.columns.map(({ title, letters, samples, column, how }, at) => {
      const choice = this.#choices[at] ?? element('select');
      choice.name = `column-${letters}`;
      choice.title = title;
      const tag = element('span', {});
      const example = element('span', {}, samples.filter(text => text !== '').join(' ／ '));
      const row = rowOf(`${letters}　${title}`, example, choice, tag);
      row.children[1]?.classList.add('sample');
      const tell = () => {
        const isProposed = how !== null && choice.value === column;
        tag.className = choice.value === '' ? '' : `tag ${isProposed ? how : ''}`;
        tag.textContent = choice.value === '' ? '' : isProposed ? this.#texts[how] : this.#texts.chosen;
        row.classList.toggle('left', choice.value === '');
        this.#tellLacking();
      };
      choice.addEventListener('change', tell);
      tell();
      return row;
    });
    return [tableOf([columns, sample, meaning, why], rows), this.#lackingHint, this.#lacking];
  }

  /** Asks for a text for each required column that the source does not have. */
  #tellLacking(): void {
    const given = new Set(this.#choices.map(({ value }) => value));
    const lacking = this.#proposed.targets.filter(({ key, required }) => required && !given.has(key));
    for (const key of this.#fixed.keys()) if (given.has(key)) this.#fixed.delete(key);
    this.#lackingHint.hidden = lacking.length === 0;
    this.#lacking.hidden = lacking.length === 0;
    this.#lacking.replaceChildren(
      ...lacking.flatMap(target => {
        const field = this.#fixed.get(target.key) ?? fieldFor(target);
        field.id = `fixed-${target.key}`;
        this.#fixed.set(target.key, field);
        return [element('label', { htmlFor: field.id }, target.label), field];
      }),
    );
  }

  /** The column that two of the source's are, if there is one. */
  twice(): string | undefined {
    const chosen = this.#choices.map(({ value }) => value).filter(value => value !== '');
    const key = chosen.find((value, at) => chosen.indexOf(value) !== at);
    return this.#proposed.targets.find(target => target.key === key)?.label;
  }

  mapping(): ImportMapping {
    const fixed = [...this.#fixed].flatMap(([key, { value }]) =>
      value.trim() === '' ? [] : [[key, value.trim()]],
    );
    return {
      titles: this.#proposed.columns.map(({ title }) => title),
      columns: this.#choices.map(({ value }) => (value === '' ? null : value)),
      fixed: Object.fromEntries(fixed) as Record<string, string>,
      values: {},
    };
  }
}

function fieldFor({ options, key }: TargetColumn): HTMLInputElement | HTMLSelectElement {
  const field = options
    ? choiceOf(
        '',
        options.map(option => [option, option]),
      )
    : element('input', { type: 'text', autocomplete: 'off' });
  field.name = `fixed-${key}`;
  return field;
}
