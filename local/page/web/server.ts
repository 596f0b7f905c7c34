// The page's requests to its server. Knows no grid.
import type { WorkbookData } from '../../workbook/model.ts';
import {
  type EditAnswer,
  type EditRequest,
  type PageEvents,
  type RunRequest,
  type Selection,
  type SnapshotAnswer,
  type UiAnswer,
  unpackWorkbook,
} from '../wire.ts';

/** The server refused a request; 409 means that the page has to read the workbook anew. */
export class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.status = status;
  }
}

export async function readSnapshot(): Promise<{ seq: number; data: WorkbookData }> {
  const { seq, workbook } = await ask<SnapshotAnswer>('GET', '/api/workbook');
  return { seq, data: unpackWorkbook(workbook) };
}

export const postEdit = (request: EditRequest): Promise<EditAnswer> => ask('POST', '/api/edit', request);
export const answerQuestion = (answer: UiAnswer): Promise<unknown> => ask('POST', '/api/ui', answer);
export const openWorkbook = (): Promise<unknown> => ask('POST', '/api/open', {});

/** Runs a function of the add-on for a person whose cursor is there; rejects with the script's own words when it failed. */
export async function runScript(name: string, args: unknown[] = [], selection?: Selection): Promise<unknown> {
  const request: RunRequest = { function: name, args, selection };
  const answer = await ask<{ value?: unknown; failure?: string }>('POST', '/api/run', request);
  if (answer.failure !== undefined) throw new Error(answer.failure);
  return answer.value;
}

/** Moves the desk's clock: an ISO 8601 duration, or a number of minutes. */
export const advanceClock = (advance: string): Promise<unknown> => ask('POST', '/clock', { advance });

async function ask<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Answer & { error?: { message: string } };
  if (!response.ok) throw new RefusedError(response.status, answer.error?.message ?? response.statusText);
  return answer;
}

type Handlers = { [Name in keyof PageEvents]: (data: PageEvents[Name]) => void };

/** Listens to the server's feed from a change on; the browser reconnects by itself and resumes. */
export function listen(
  since: number,
  handlers: Handlers,
  onConnection: (connected: boolean) => void,
): EventSource {
  const source = new EventSource(`/api/events?since=${since}`);
  source.addEventListener('open', () => onConnection(true));
  source.addEventListener('error', () => onConnection(false));
  for (const [name, handle] of Object.entries(handlers) as [string, (data: unknown) => void][])
    source.addEventListener(name, event => handle(JSON.parse(event.data as string)));
  return source;
}
