// The page's requests to its server. Knows no grid.
import type { WorkbookData } from '../../workbook/model.ts';
import {
  type EditAnswer,
  type EditRequest,
  type PageEvents,
  type PersonView,
  type RunRequest,
  type Selection,
  type SnapshotAnswer,
  type UiAnswer,
  unpackWorkbook,
} from '../wire.ts';
import { personHeader, personQuery } from './person.ts';

/** The server refused a request; 409 means that the page has to read the workbook anew. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.status = status;
  }
}

/** A function of the add-on failed; the message is the script's. */
export class ScriptFailure extends Error {
  override name = 'ScriptFailure';
}

export async function readSnapshot(): Promise<{ seq: number; data: WorkbookData }> {
  const { seq, workbook } = await ask<SnapshotAnswer>('GET', '/api/workbook');
  return { seq, data: unpackWorkbook(workbook) };
}

export const postEdit = (request: EditRequest): Promise<EditAnswer> => ask('POST', '/api/edit', request);
export const answerQuestion = (answer: UiAnswer): Promise<unknown> => ask('POST', '/api/ui', answer);
/** Who may sit at a window, the owner first. */
export const readPeople = (): Promise<PersonView[]> => ask('GET', '/api/people');
export const openWorkbook = (): Promise<unknown> => ask('POST', '/api/open', {});

/**
 * Runs a function of the add-on for a person whose cursor is there; rejects with the script's own words when it failed.
 */
export async function runScript(name: string, args: unknown[] = [], selection?: Selection): Promise<unknown> {
  const request: RunRequest = { function: name, args, selection };
  const answer = await ask<{ value?: unknown; failure?: string }>('POST', '/api/run', request);
  if (answer.failure !== undefined) throw new ScriptFailure(answer.failure);
  return answer.value;
}

/** Moves the desk's clock: an ISO 8601 duration, or a number of minutes. */
export const advanceClock = (advance: string): Promise<unknown> => ask('POST', '/clock', { advance });

async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method,
    headers: { ...personHeader(), ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new RefusedError(response.status, await errorOf(response));
  return (await response.json()) as Answer;
}

async function errorOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    return (JSON.parse(text) as { error: { message: string } }).error.message;
  } catch {
    // Not the page's own answer: a desk that starts, or another program at its port.
    return text;
  }
}

type Handlers = { [Name in keyof PageEvents]: (data: PageEvents[Name]) => void };

const RECONNECT_MS = 1_000;
/** The server says something at least every fifteen seconds. */
const SILENCE_MS = 45_000;

/**
 * Listens to the server's feed from the last change that the page has. The browser reconnects by itself and resumes;
 * where it gives up (the desk is starting) or hears nothing although it seems connected (a machine that slept), this
 * begins anew.
 */
export function listen(
  since: () => number,
  handlers: Omit<Handlers, 'alive'>,
  onConnection: (connected: boolean) => void,
): void {
  const source = new EventSource(`/api/events?since=${since()}${personQuery()}`);
  const anew = () => {
    source.close();
    clearTimeout(silence);
    onConnection(false);
    setTimeout(() => listen(since, handlers, onConnection), RECONNECT_MS);
  };
  let silence = setTimeout(anew, SILENCE_MS);
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(anew, SILENCE_MS);
  };
  source.addEventListener('open', () => {
    heard();
    onConnection(true);
  });
  source.addEventListener('error', () =>
    source.readyState === EventSource.CLOSED ? anew() : onConnection(false),
  );
  source.addEventListener('alive', heard);
  for (const [name, handle] of Object.entries(handlers) as [string, (data: unknown) => void][])
    source.addEventListener(name, event => {
      heard();
      handle(JSON.parse(event.data as string));
    });
}
