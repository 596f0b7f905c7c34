// Text as it stands in a cell: without what nobody sees.

import { withoutUnseen } from '../lib/unseen.ts';

// Control characters but tab and line feed: a spreadsheet cannot show them and exports break on them.
// oxlint-disable-next-line no-control-regex -- naming them is the point
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Half of a surrogate pair can be neither stored nor exported, so it is replaced here, where its cell is judged. */
export function plainText(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value).replace(/\r\n?/g, '\n').replace(CONTROL, '').toWellFormed().trim();
}

/** Whether a cell shows nothing: pasted zero-width and control characters are no name. */
export function looksBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}\u3164]*$/u.test(text);
}

/**
 * A name as it is kept: in one line, and without signs that nobody sees. A line break would part a customer's into
 * several, each of which shows its first character.
 */
export const nameText = (value: string | number | boolean): string =>
  plainText(withoutUnseen(plainText(value)).replace(/\s*[\n\r\u2028\u2029]+\s*/g, ''));
