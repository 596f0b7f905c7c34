// Texts as parts of regular expressions.

/** A text that stands for itself in a regular expression with the flag `u`. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
