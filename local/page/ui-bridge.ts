// Carries what scripts want to show to the open pages, and the answers back. Knows neither Apps Script nor HTTP.
import type { DialogButton, DialogButtons, UiBridge } from '../google/apps-script/views.ts';
import type { GridRange } from '../workbook/model.ts';
import type { UiAnswer, UiMessage } from './wire.ts';

interface Dialog {
  title: string;
  prompt: string;
  buttons: DialogButtons;
}

type Question = Extract<UiMessage, { kind: 'question' }>;

/**
 * The `UiBridge` of the Apps Script runtime for any number of open pages: all of them see it, the first answer counts.
 * One person sits at all pages of a local desk, so the person's mail is not looked at.
 */
export class PageUi implements UiBridge {
  readonly #listeners = new Set<(message: UiMessage) => void>();
  readonly #waiting = new Map<string, { question: Question; answer: (answer: UiAnswer) => void }>();
  #count = 0;

  toast(_email: string, toast: { message: string; title: string; seconds: number }): void {
    this.#tell({ kind: 'toast', ...toast });
  }

  /** Resolves with the button; `CLOSE` when it was closed, or when no page is open to show it. */
  async alert(_email: string, dialog: Dialog): Promise<DialogButton> {
    const { button } = await this.#ask(dialog, false);
    return button;
  }

  async prompt(_email: string, dialog: Dialog): Promise<{ button: DialogButton; text: string }> {
    const { button, text = '' } = await this.#ask(dialog, true);
    return { button, text };
  }

  showSidebar(_email: string, sidebar: { title: string; html: string; width: number }): void {
    this.#tell({ kind: 'sidebar', ...sidebar });
  }

  showModalDialog(
    _email: string,
    dialog: { title: string; html: string; width: number; height: number },
  ): void {
    this.#tell({ kind: 'dialog', ...dialog });
  }

  select(_email: string, range: GridRange): void {
    this.#tell({ kind: 'select', range });
  }

  /** Hears every message, and at once the questions that still wait. Returns what ends it. */
  subscribe(listener: (message: UiMessage) => void): () => void {
    this.#listeners.add(listener);
    for (const { question } of this.#waiting.values()) listener(question);
    return () => void this.#listeners.delete(listener);
  }

  /** Answers a question; false when nobody waits for it any more. */
  answer(answer: UiAnswer): boolean {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return false;
    this.#waiting.delete(answer.id);
    waiting.answer(answer);
    this.#tell({ kind: 'answered', id: answer.id });
    return true;
  }

  #ask(dialog: Dialog, input: boolean): Promise<UiAnswer> {
    const id = `question-${++this.#count}`;
    // A script must not hang on a question that nobody can see.
    if (this.#listeners.size === 0) return Promise.resolve({ id, button: 'CLOSE' });
    const question: Question = { kind: 'question', id, ...dialog, input };
    return new Promise(resolve => {
      this.#waiting.set(id, { question, answer: resolve });
      this.#tell(question);
    });
  }

  #tell(message: UiMessage): void {
    for (const listener of this.#listeners) listener(message);
  }
}
