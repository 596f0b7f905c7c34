// The keys that write the present moment into a cell, as in Google Sheets: Ctrl+; the day, Ctrl+Shift+; the time,
// Ctrl+Alt+Shift+; both.
import type { Grid } from './grid/grid.ts';
import type { Session } from './session.ts';
import { writeTyped } from './write-typed.ts';

interface StampOptions {
  /** Desk time, ms. */
  now: () => number;
  /** The workbook's zone. */
  timeZone: string;
}

export function handleStamps(grid: Grid, session: Session, { now, timeZone }: StampOptions): void {
  // The Swedish form is that of ISO 8601 with a blank between.
  const form = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  document.addEventListener(
    'keydown',
    event => {
      if (event.code !== 'Semicolon' || !(event.ctrlKey || event.metaKey) || session.typing.editing) return;
      if (event.target instanceof HTMLInputElement) return;
      const at = grid.where();
      if (!at) return;
      event.preventDefault();
      event.stopPropagation();
      const [day = '', time = ''] = form.format(now()).split(' ');
      const text = !event.shiftKey ? day : event.altKey ? `${day} ${time}` : time;
      writeTyped(grid, session, at.row, at.column, [[text]]);
    },
    { capture: true },
  );
}
