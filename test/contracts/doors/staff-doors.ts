// The doors as the staff of a desk use them: calls with own tokens, rows sent by one of them, what the history says.
import type { RowAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import { at, CALL } from '../../fixtures/core/desk-fixture.ts';
import { DESK_ID, OpenDoors, type Reply } from './open-doors.ts';

/** A row as it was sent, and what was said of it. */
export interface Sent {
  key: string;
  base: string;
  answer: RowAnswer | undefined;
  status: number;
}

export const person = (name: string, mail: string, department: string, role: string): WireCells => ({
  name,
  mail: `${mail}@example.com`,
  department,
  role,
  onDuty: '是',
});

export const isSaved = ({ answer }: Sent): boolean => answer?.outcome === 'saved';

/** Codes of what keeps a row from being saved. */
export const errorsOf = (sent: Sent): string[] | undefined => codesOf(sent, 'error');
export const warningsOf = (sent: Sent): string[] | undefined => codesOf(sent, 'warning');

const codesOf = ({ answer }: Sent, of: 'error' | 'warning'): string[] | undefined =>
  answer?.problems.filter(({ severity }) => severity === of).map(({ code }) => code);

export class StaffDoors {
  readonly doors: OpenDoors;

  private constructor(doors: OpenDoors) {
    this.doors = doors;
  }

  /** @param now the desk's time, where that moves on while its staff works */
  static async open(projectId: string, now?: () => number): Promise<StaffDoors> {
    const doors = await OpenDoors.open(projectId, at('2026-11-20 15:00'), () => (now ? { now } : {}));
    return new StaffDoors(doors);
  }

  close(): Promise<void> {
    return this.doors.close();
  }

  /** A call of the desk by the account of this name. */
  async call(name: string, path: string, body?: unknown): Promise<Reply> {
    const token = await this.doors.token({ sub: name, email: `${name}@example.com` });
    return this.doors.knock('api', `/v1/desks/${DESK_ID}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async send(
    table: string,
    cells: WireCells,
    { as = 'owner', row, editor }: { as?: string; row?: Sent; editor?: string } = {},
  ): Promise<Sent> {
    const key = row?.key ?? crypto.randomUUID();
    const rows = [{ key, base: row?.base ?? '', edited: Object.keys(cells), cells }];
    const { status, text } = await this.call(as, `/tables/${table}/rows`, {
      rows,
      ...(editor !== undefined && { editor }),
    });
    const { rows: answers = [] } = JSON.parse(text) as { rows?: RowAnswer[] };
    return { key, base: answers[0]?.base ?? '', answer: answers[0], status };
  }

  /** A call of the hotline that this person sees to. */
  handled(handler: string): Promise<Sent> {
    return this.send('hotline', { ...CALL, handler });
  }

  /** Who did the latest thing to a record, as its history says, with when. */
  async latestOf({ key }: Sent): Promise<string> {
    const { text } = await this.call('owner', `/records/${key}/cards/history`, {});
    return ((JSON.parse(text) as { lines: string[] }).lines[0] ?? '').split('\n')[0] ?? '';
  }

  /** The row of a person in 人员, as it is known there. */
  async rowOf(name: string): Promise<Sent> {
    const desk = await this.doors.place.ports.store.desk(DESK_ID);
    const found = Object.entries(desk?.rows ?? {}).find(([, { cells }]) => cells.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return { key: found[0], base: '1', answer: undefined, status: 200 };
  }

  /** Texts of all notices, with whom each is for. */
  async notices(): Promise<string[]> {
    const all = Object.entries(await this.doors.everything());
    return all.flatMap(([path, data]) => (path.includes('/notices/') ? [JSON.stringify(data)] : []));
  }
}
