// Texts as parts of regular expressions.

/** A text that stands for itself in a regular expression with the flag `u`. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** The parts of a way of saying something as people list it: `…` or `*` stands for a few signs between them. */
export function partsOfWay(way: string): string[] {
  return way
    .normalize('NFKC')
    .toLowerCase()
    .split(/\.{3,}|…+|\*+/);
}
