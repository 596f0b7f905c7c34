// A list that drops from a button of the top bar, and goes when somebody clicks elsewhere. One is open at a time.
import { element } from './element.ts';

let open: { list: HTMLElement; button: HTMLElement } | undefined;

document.addEventListener('pointerdown', event => {
  if (event.target instanceof Node && !open?.list.contains(event.target)) closeList();
});

/** Shows entries under the button. */
export function dropList(button: HTMLElement, entries: readonly HTMLElement[]): void {
  closeList();
  const box = button.getBoundingClientRect();
  const list = element('div', { class: 'menu', role: 'menu' }, ...entries);
  list.style.left = `${box.left}px`;
  list.style.top = `${box.bottom + 4}px`;
  list.style.maxHeight = `${innerHeight - box.bottom - 12}px`;
  button.setAttribute('aria-expanded', 'true');
  document.body.append(list);
  open = { list, button };
}

export function closeList(): void {
  open?.list.remove();
  open?.button.setAttribute('aria-expanded', 'false');
  open = undefined;
}

/** An entry that closes the list and does something. */
export function listEntry(caption: string, onChosen: () => void): HTMLElement {
  const run = () => {
    closeList();
    onChosen();
  };
  return element('button', { type: 'button', role: 'menuitem', onclick: run }, caption);
}
