// The way of a message to a person.

import type { Message } from '../core/notices/message.ts';

/**
 * Carries a message to a person. Sending the same id again must be recognisable as the same message, where the channel
 * allows.
 */
export interface Messenger {
  /** @throws NotSent with what may be done about it. */
  send(id: string, message: Message): Promise<void>;
}
