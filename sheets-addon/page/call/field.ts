// A field of the form, with or without options to choose from.

import type { CallField } from '../../src/ui/call-page-data.ts';
import { element } from '../element.ts';

/** More options than keys with a digit are not numbered. */
const MAX_DIGITS = 9;

export interface Field {
  readonly column: string;
  readonly label: string;
  readonly fromFile: boolean;
  readonly required: boolean;
  readonly box: HTMLElement;
  value(): string;
  clear(): void;
  focus(): void;
  /** Says that it need not be filled in; `''` where it need. */
  hint(text: string): void;
}

/** @param pick how options are chosen by keys, for those who have no mouse in hand */
export function fieldOf(described: CallField, pick: string): Field {
  const { column, label, required = false, fromFile = false } = described;
  const of = described.options ? choice(described, described.options, pick) : text(described);
  if (required) of.box.classList.add('required');
  return { column, label, required, fromFile, ...of };
}

type Control = Pick<Field, 'box' | 'value' | 'clear' | 'focus' | 'hint'>;

function text({ column, label, help, long }: CallField): Control {
  const id = `field-${column}`;
  const shown = { id, name: column, placeholder: help, title: help, autocomplete: 'off' } as const;
  const input = long
    ? element('textarea', { ...shown, rows: 2 })
    : element('input', { ...shown, type: 'text' });
  return {
    box: element('div', { className: 'field' }, element('label', { htmlFor: id }, label), input),
    value: () => input.value.trim(),
    clear: () => {
      input.value = '';
    },
    focus: () => input.focus(),
    hint: said => {
      input.placeholder = said === '' ? help : said;
    },
  };
}

/** Options beside each other: arrows go from one to the next, as in any group, and a digit takes one at once. */
function choice({ column, label, help }: CallField, options: readonly string[], pick: string): Control {
  const isNumbered = options.length <= MAX_DIGITS;
  const inputs = options.map(value => element('input', { type: 'radio', name: column, value }));
  const labels = inputs.map((input, index) =>
    element(
      'label',
      {},
      input,
      ...(isNumbered ? [element('i', {}, String(index + 1))] : []),
      options[index] ?? '',
    ),
  );
  const group = element(
    'div',
    { className: 'options', title: isNumbered ? `${help}${pick}` : help },
    ...labels,
  );
  group.addEventListener('keydown', ({ key }) => {
    const chosen = isNumbered && /^[1-9]$/.test(key) ? inputs[Number(key) - 1] : undefined;
    if (!chosen) return;
    chosen.checked = true;
    chosen.focus();
  });
  return {
    box: element('fieldset', { className: 'field' }, element('legend', {}, label), group),
    value: () => inputs.find(({ checked }) => checked)?.value ?? '',
    clear: () => {
      for (const input of inputs) input.checked = false;
    },
    focus: () => inputs[0]?.focus(),
    hint: () => {},
  };
}
