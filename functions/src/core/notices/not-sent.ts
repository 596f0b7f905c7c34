// What a channel says when it does not take a message.

/** A message that its channel did not take. The sentence names neither addresses nor keys. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  /**
   * `never`: the channel refuses whatever is sent like this; `later`: it may be over soon; a number: not before as many
   * ms.
   */
  readonly again: 'never' | 'later' | number;
  /** Whether the channel gave no answer at all: whatever else goes by it would wait as long. */
  readonly silent: boolean;

  constructor(
    again: NotSent['again'],
    reason: string,
    { silent = false, ...options }: { cause?: unknown; silent?: boolean } = {},
  ) {
    super(reason, options);
    this.again = again;
    this.silent = silent;
  }
}
