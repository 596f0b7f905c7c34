// What is typed in the moment in which the workbook is exchanged: nothing else would hear it.

/** A text, or a key that writes none. */
export type Parked = { text: string } | { key: string; shift: boolean };

/** Keys that go on from a text, or empty a cell; all others reach nothing in that moment. */
const KEPT = new Set(['Enter', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Delete', 'Escape']);

export class ParkedKeys {
  readonly #container: HTMLElement;
  /** Has the keyboard meanwhile: texts of an input method come into a box only. */
  readonly #box = document.createElement('textarea');
  #parked: Parked[] = [];

  /** @param container the grid; whoever types elsewhere keeps the keyboard there */
  constructor(container: HTMLElement) {
    this.#container = container;
    this.#box.className = 'parked';
    this.#box.tabIndex = -1;
    this.#box.ariaHidden = 'true';
    container.after(this.#box);
    this.#box.addEventListener('keydown', event => this.#key(event));
  }

  /** From now on what is typed is kept, until {@link end} is called. */
  begin(): void {
    const { activeElement } = document;
    if (activeElement === document.body || this.#container.contains(activeElement)) this.#box.focus();
  }

  /** What was typed, in its order; nothing where the keyboard is elsewhere. */
  end(): Parked[] {
    const isHere = document.activeElement === this.#box;
    // What an input method has not been done with comes into the box as it loses the keyboard.
    this.#box.blur();
    this.#keepText();
    const parked = this.#parked;
    this.#parked = [];
    return isHere ? parked : [];
  }

  #keepText(): void {
    if (this.#box.value !== '') this.#parked.push({ text: this.#box.value });
    this.#box.value = '';
  }

  #key(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    const isCommand = ctrlKey || metaKey;
    if (event.isComposing || (!isCommand && !KEPT.has(key))) return;
    event.preventDefault();
    if (isCommand) return;
    this.#keepText();
    this.#parked.push({ key, shift: shiftKey });
  }
}
