// Who sits at this window. Another window may be somebody else's: it is kept with the browser's tab alone.
import { PERSON_HEADER, PERSON_QUERY } from '../wire.ts';

const KEPT = 'sheetdesk.person';

/** The mail of whoever was chosen here; without one the window is the first person's. */
export const chosenPerson = (): string | undefined => sessionStorage.getItem(KEPT) ?? undefined;

/** The window becomes somebody's with its next load. */
export function choosePerson(email: string | undefined): void {
  if (email === undefined) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, email);
}

/** What says so to the server: headers carry no other letters than ASCII. */
export function personHeader(): Record<string, string> {
  const email = chosenPerson();
  return email === undefined ? {} : { [PERSON_HEADER]: encodeURIComponent(email) };
}

/** The same in an address; a feed carries no header. */
export function personQuery(): string {
  const email = chosenPerson();
  return email === undefined ? '' : `&${PERSON_QUERY}=${encodeURIComponent(email)}`;
}
