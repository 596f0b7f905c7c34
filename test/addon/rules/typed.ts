// What the add-on hears of a person's typing: events of single cells, and what a row's events come to.
import type { Touch, Typed } from '../../../sheets-addon/src/sync/choice.ts';

export const ME = 'me@example.test';
export const OTHER = 'other@example.test';

/** A text that is typed over another one, into the column of names unless more is said. */
export const typing = (value?: string, oldValue?: string, more: Partial<Typed> = {}): Typed => ({
  column: 'name',
  value,
  oldValue,
  editor: ME,
  ...more,
});

/** A row into which these were typed. */
export const touchOf = (events: Typed[], more: Partial<Touch> = {}): Touch => ({
  edited: [...new Set(events.map(({ column }) => column))],
  editor: ME,
  typed: events,
  pasted: false,
  ...more,
});
