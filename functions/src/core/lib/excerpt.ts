// Long values in sentences.

/** What was typed, short enough to repeat in a sentence. */
export function excerpt(value: string | number | boolean): string {
  const text = [...String(value)];
  return text.length > 20 ? `${text.slice(0, 20).join('')}…` : text.join('');
}
