// For which desks this account's triggers send. It is kept with the account: a clock may ring without a document.
import { ServiceFailure, senderAlive } from '../platform/service.ts';

const NAME = 'sends';

const store = () => PropertiesService.getUserProperties();

const sendsFor = (): string[] => (store().getProperty(NAME) ?? '').split(',').filter(Boolean);

export function noteSends(deskId: string): void {
  const known = sendsFor();
  if (!known.includes(deskId)) store().setProperty(NAME, [...known, deskId].join(','));
}

/** Tells each desk that the triggers which send for it work. A desk for which others send by now is told no more. */
export function tellAlive(): void {
  const replaced = new Set<string>();
  const desks = sendsFor();
  for (const deskId of desks) {
    try {
      senderAlive(deskId);
    } catch (cause) {
      if (!(cause instanceof ServiceFailure)) throw cause;
      if (cause.kind === 'replaced') replaced.add(deskId);
      else Logger.log(`A desk was not told that its triggers work: ${cause.message}`);
    }
  }
  if (replaced.size > 0) store().setProperty(NAME, desks.filter(deskId => !replaced.has(deskId)).join(','));
}
