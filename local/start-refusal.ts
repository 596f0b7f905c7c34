// Why the desk does not start, in words for whoever sits at the terminal.

/** Something that the person who starts the desk can put right; its message is all that is said. */
export class StartRefusal extends Error {
  /** @param english the same sentence for terminals that show no Chinese */
  constructor(chinese: string, english: string, options?: ErrorOptions) {
    super(`${chinese}\n${english}`, options);
    this.name = 'StartRefusal';
  }
}
