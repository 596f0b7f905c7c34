// A list that drops from a button of the top bar, and goes when somebody clicks elsewhere or presses Escape. One is
// open at a time; arrow keys go through it.
import { element } from './element.ts';
import { giveBack } from './keys.ts';

let open: { list: HTMLElement; button: HTMLElement } | undefined;

document.addEventListener('pointerdown', event => {
  if (event.target instanceof Node && !open?.list.contains(event.target)) closeList();
});

/** Shows entries under the button, and gives the first one the keyboard. */
export function dropList(button: HTMLElement, entries: readonly HTMLElement[]): void {
  closeList();
  const box = button.getBoundingClientRect();
  const list = element('div', { class: 'menu', role: 'menu' }, ...entries);
  list.addEventListener('keydown', press);
  list.style.left = `${box.left}px`;
  list.style.top = `${box.bottom + 4}px`;
  list.style.maxHeight = `${innerHeight - box.bottom - 12}px`;
  button.setAttribute('aria-expanded', 'true');
  document.body.append(list);
  open = { list, button };
  list.querySelector('button')?.focus({ preventScroll: true });
}

/** The button of the list that is open, where it is one of these. */
export const openButtonIn = (buttons: HTMLElement): HTMLElement | undefined =>
  open && buttons.contains(open.button) ? open.button : undefined;

export function closeList(): void {
  open?.list.remove();
  open?.button.setAttribute('aria-expanded', 'false');
  open = undefined;
}

/** An entry that closes the list and does something; what that opens takes the keyboard from the grid. */
export function listEntry(caption: string, onChosen: () => void): HTMLElement {
  const run = () => {
    closeList();
    giveBack();
    onChosen();
  };
  return element('button', { type: 'button', role: 'menuitem', onclick: run }, caption);
}

function press(event: KeyboardEvent): void {
  if (!open) return;
  // No key that is meant for the list may reach the grid.
  event.stopPropagation();
  const { list, button } = open;
  const entries = [...list.querySelectorAll('button')];
  const at = entries.findIndex(each => each === document.activeElement);
  const places: Record<string, number> = {
    ArrowDown: (at + 1) % entries.length,
    ArrowUp: (at - 1 + entries.length) % entries.length,
    Home: 0,
    End: entries.length - 1,
  };
  const next = places[event.key];
  if (next !== undefined) {
    event.preventDefault();
    entries[next]?.focus();
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    closeList();
    button.focus();
  }
}
