// What has been started and must be ended again, in the opposite order, whenever the end comes.

/** The parts of something that is being put together; it may be closed before it is whole. */
export class Parts {
  #closers: (() => void | Promise<void>)[] = [];
  #closing: Promise<void> | undefined;

  /**
   * Takes a part once it is there.
   * @throws when the whole was closed meanwhile: then the part is closed at once
   */
  async take<Part>(part: Part | Promise<Part>, close: (part: Part) => void | Promise<void>): Promise<Part> {
    const taken = await part;
    if (this.#closing) {
      await close(taken);
      throw new Error('Closed before it was whole');
    }
    this.#closers.unshift(() => close(taken));
    return taken;
  }

  /**
   * Closes all, the last one first; a part that fails does not keep the others open.
   * @throws AggregateError of what failed
   */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.splice(0)) {
      try {
        await close();
      } catch (cause) {
        failures.push(cause);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not all parts could be closed');
  }
}
