// The page by the keyboard alone: F6 goes from the bar to the grid to the panels and round, as in a browser; whatever
// closes gives the keyboard back to the grid, and what nothing would hear is typed there.

interface Region {
  box: HTMLElement;
  focus(): void;
}

let regions: readonly Region[] = [];
let grid: Region | undefined;

const BUTTON = 'button:not([hidden])';

/** Follows F6, and Shift+F6 the other way round. `focusGrid` gives the grid the keyboard. */
export function followKeys(
  container: HTMLElement,
  focusGrid: () => void,
  others: readonly HTMLElement[],
): void {
  grid = { box: container, focus: focusGrid };
  const [bar, ...panels] = others.map(
    (box): Region => ({
      box,
      focus: () => (box.querySelector('iframe') ?? box.querySelector<HTMLElement>(BUTTON))?.focus(),
    }),
  );
  regions = [...(bar ? [bar] : []), grid, ...panels];
  document.addEventListener(
    'keydown',
    event => {
      if (document.querySelector('dialog[open]')) return;
      // What had the keyboard is gone, such as a list that a cell had open: the key is the grid's.
      if (document.activeElement === document.body) focusGrid();
      if (event.key !== 'F6') return;
      event.preventDefault();
      event.stopPropagation();
      goOn(event.shiftKey ? -1 : 1);
    },
    { capture: true },
  );
}

/** Gives the keyboard to the next part of the page that is shown. */
export function goOn(by: 1 | -1): void {
  const shown = regions.filter(({ box }) => !box.hidden);
  const focused = shown.findIndex(({ box }) => box.contains(document.activeElement));
  // Where nothing has it, it is the grid's.
  const at = focused >= 0 ? focused : shown.findIndex(each => each === grid);
  shown[(at + by + shown.length) % shown.length]?.focus();
}

/** Gives the keyboard back to the grid: what had it is gone. */
export function giveBack(): void {
  // A dialog gives it back by itself, and the grid does not hear of that.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  grid?.focus();
}
