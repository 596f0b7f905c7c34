// What was typed, in sentences.

import { withoutPersonalData } from './personal-data.ts';

/** In a sentence; a list has more room. */
const MAX_CHARACTERS = 20;
/** A number that begins within what is shown ends within this. */
const MAX_READ = 200;

/** What was typed, short enough to repeat in a sentence or a list, and with nothing in it that is a person's. */
export function excerpt(value: string | number | boolean, most = MAX_CHARACTERS): string {
  // Whoever pastes a book is not read to its end.
  const text = withoutPersonalData(String(value).slice(0, MAX_READ));
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters.slice(0, most).join('')}…`;
}
