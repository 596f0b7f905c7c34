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
 * The `UiBridge` of the Apps Script runtime for any number of open windows: all of a person's see what is shown to that
 * person, and the first answer counts.
 */
export class PageUi implements UiBridge {
  readonly #listeners = new Set<{ email: string; hear: (message: UiMessage) => void }>();
  readonly #waiting = new Map<
    string,
    { email: string; question: Question; answer: (answer: UiAnswer) => void }
  >();
  #count = 0;

  toast(email: string, toast: { message: string; title: string; seconds: number }): void {
    this.#tell(email, { kind: 'toast', ...toast });
  }

  /** Resolves with the button; `CLOSE` when it was closed, or when no page is open to show it. */
  async alert(email: string, dialog: Dialog): Promise<DialogButton> {
    const { button } = await this.#ask(email, dialog, false);
    return button;
  }

  async prompt(email: string, dialog: Dialog): Promise<{ button: DialogButton; text: string }> {
    const { button, text = '' } = await this.#ask(email, dialog, true);
    return { button, text };
  }

  showSidebar(email: string, sidebar: { title: string; html: string; width: number }): void {
    this.#tell(email, { kind: 'sidebar', ...sidebar });
  }

  showModalDialog(
    email: string,
    dialog: { title: string; html: string; width: number; height: number },
  ): void {
    this.#tell(email, { kind: 'dialog', ...dialog });
  }

  select(email: string, range: GridRange): void {
    this.#tell(email, { kind: 'select', range });
  }

  /** Hears what is shown to a person, and at once the questions that still wait. Returns what ends it. */
  subscribe(email: string, hear: (message: UiMessage) => void): () => void {
    const listener = { email, hear };
    this.#listeners.add(listener);
    for (const waiting of this.#waiting.values()) if (waiting.email === email) hear(waiting.question);
    return () => void this.#listeners.delete(listener);
  }

  /** A person's answer to a question; false when nobody waits for it any more. */
  answer(answer: UiAnswer, email: string): boolean {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting || waiting.email !== email) return false;
    this.#waiting.delete(answer.id);
    waiting.answer(answer);
    this.#tell(email, { kind: 'answered', id: answer.id });
    return true;
  }

  #ask(email: string, dialog: Dialog, input: boolean): Promise<UiAnswer> {
    const id = `question-${++this.#count}`;
    // A script must not hang on a question that nobody can see.
    if (![...this.#listeners].some(each => each.email === email))
      return Promise.resolve({ id, button: 'CLOSE' });
    const question: Question = { kind: 'question', id, ...dialog, input };
    return new Promise(resolve => {
      this.#waiting.set(id, { email, question, answer: resolve });
      this.#tell(email, question);
    });
  }

  #tell(email: string, message: UiMessage): void {
    for (const each of this.#listeners) if (each.email === email) each.hear(message);
  }
}
