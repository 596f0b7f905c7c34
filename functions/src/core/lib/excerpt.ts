// Long values in sentences.

const MAX_CHARACTERS = 20;

/** What was typed, short enough to repeat in a sentence. */
export function excerpt(value: string | number | boolean): string {
  const text = String(value);
  // A character has at most two code units: whoever pastes a book is not read to its end.
  const head = text.slice(0, 2 * MAX_CHARACTERS + 1);
  const characters = [...head];
  if (characters.length <= MAX_CHARACTERS) return text;
  return `${characters.slice(0, MAX_CHARACTERS).join('')}…`;
}
