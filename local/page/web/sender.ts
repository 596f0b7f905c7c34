// Sends edits one after another, each once, and keeps them until the server has them. Knows no grid.
import { type EditRequest, editName, type Overwrote, type PageEdit } from '../wire.ts';
import { postEdit, RefusedError } from './server.ts';

const RETRY_MS = 400;

export interface SenderEvents {
  /** The server refused an edit for good; it is dropped. */
  onRefused(error: RefusedError): void;
  /** Others had just written into the same cells. */
  onOverwrote(told: readonly Overwrote[]): void;
  /** Nothing is on its way any more. */
  onIdle(): void;
  /** Edits cannot be sent now, or can again. */
  onFailing(): void;
}

export class Sender {
  readonly window: string;
  readonly #events: SenderEvents;
  #pending: EditRequest[] = [];
  #count = 0;
  #sending = false;
  #failing = false;

  constructor(window: string, events: SenderEvents) {
    this.window = window;
    this.#events = events;
  }

  /** How many edits the server has not answered. */
  get pending(): number {
    return this.#pending.length;
  }

  /** Whether the last try to send failed. */
  get failing(): boolean {
    return this.#failing;
  }

  send(edits: PageEdit[], base: number, computed: boolean): void {
    this.#pending.push({ window: this.window, edit: ++this.#count, base, edits, computed });
    if (!this.#sending) void this.#drain();
  }

  /** An edit of this window came back in the feed. */
  acknowledge(name: string): void {
    this.#pending = this.#pending.filter(({ window, edit }) => editName(window, edit) !== name);
  }

  /** Whether an edit of one of these tabs that is still on its way inserts, deletes or moves rows or columns. */
  hasPendingStructure(sheets: ReadonlySet<number>): boolean {
    return this.#pending.some(({ edits }) =>
      edits.some(edit => movesCells(edit) && 'sheetId' in edit && sheets.has(edit.sheetId)),
    );
  }

  /** Whether the person's edit of this cell is still on its way; what the page computed gives way to the server. */
  isPending(sheetId: number, { row, column }: { row: number; column: number }): boolean {
    return this.#pending.some(
      ({ edits, computed }) => !computed && edits.some(edit => covers(edit, sheetId, row, column)),
    );
  }

  async #drain(): Promise<void> {
    this.#sending = true;
    for (let next = this.#pending[0]; next; next = this.#pending[0]) {
      try {
        const { overwrote } = await postEdit(next);
        if (overwrote) this.#events.onOverwrote(overwrote);
        this.#drop(next);
        this.#setFailing(false);
      } catch (error) {
        if (error instanceof RefusedError && error.status < 500) {
          this.#drop(next);
          this.#setFailing(false);
          this.#events.onRefused(error);
          continue;
        }
        this.#setFailing(true);
        await new Promise(resolve => setTimeout(resolve, RETRY_MS));
      }
    }
    this.#sending = false;
    this.#events.onIdle();
  }

  #setFailing(failing: boolean): void {
    if (this.#failing === failing) return;
    this.#failing = failing;
    this.#events.onFailing();
  }

  #drop(sent: EditRequest): void {
    this.#pending = this.#pending.filter(each => each !== sent);
  }
}

const movesCells = ({ type }: PageEdit): boolean => type === 'insert' || type === 'delete' || type === 'move';

function covers(edit: PageEdit, sheetId: number, row: number, column: number): boolean {
  if (edit.type !== 'cells' && edit.type !== 'typed') return false;
  if (edit.sheetId !== sheetId) return false;
  const block: unknown[][] = edit.type === 'cells' ? edit.cells : edit.texts;
  return block[row - edit.row]?.[column - edit.column] !== undefined;
}
