// Who sits at a window of the page: it says so with each request, and is somebody who may.
import type { IncomingMessage } from 'node:http';
import { RequestError } from './http.ts';
import { PERSON_HEADER, PERSON_QUERY, type PersonView } from './wire.ts';

/**
 * The mail of whoever asks; who says nothing is the first.
 * @throws RequestError 403 for somebody who is not among the people
 */
export function personAsking(req: IncomingMessage, url: URL, people: readonly PersonView[]): string {
  const header = req.headers[PERSON_HEADER];
  const said = typeof header === 'string' ? decodeURIComponent(header) : url.searchParams.get(PERSON_QUERY);
  const person = said ? people.find(({ email }) => email === said) : people[0];
  if (!person) throw new RequestError(403, 'Nobody of this name is among the people of the desk');
  return person.email;
}
