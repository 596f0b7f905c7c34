// What scripts show over the grid: toasts, questions, dialogs and the sidebar with their own HTML.
import type { DialogButton, DialogButtons } from '../../../google/apps-script/views.ts';
import type { UiMessage } from '../../wire.ts';
import { answerQuestion } from '../server.ts';
import { byId, element } from './element.ts';
import { reasonOf } from './failure.ts';
import { giveBack } from './keys.ts';
import { sandboxFrame } from './sandbox.ts';

const BUTTONS: Record<DialogButtons, DialogButton[]> = {
  OK: ['OK'],
  OK_CANCEL: ['OK', 'CANCEL'],
  YES_NO: ['YES', 'NO'],
  YES_NO_CANCEL: ['YES', 'NO', 'CANCEL'],
};

const LABELS: Record<DialogButton, string> = {
  OK: '确定',
  CANCEL: '取消',
  YES: '是',
  NO: '否',
  CLOSE: '关闭',
};

const DEFAULT_TOAST_SECONDS = 5;
/** What closes each question that is open, by its id. */
const questions = new Map<string, () => void>();

/** Shows one message of a script. `select` is the grid's business. */
export function showMessage(message: Exclude<UiMessage, { kind: 'select' }>): void {
  switch (message.kind) {
    case 'toast':
      toast(message.message, { title: message.title, seconds: message.seconds });
      return;
    case 'question':
      return ask(message);
    case 'answered':
      return questions.get(message.id)?.();
    case 'sidebar':
      return showSidebar(message.title, message.html, message.width);
    case 'dialog':
      return showDialog(message.title, message.html, message.width, message.height ?? 400);
    default:
      return message satisfies never;
  }
}

/** A notice in the corner; below zero seconds it stays until it is closed. */
export function toast(
  text: string,
  options: { title?: string; seconds?: number; problem?: boolean } = {},
): HTMLElement {
  const { title = '', seconds = DEFAULT_TOAST_SECONDS, problem = false } = options;
  const note = element('div', { class: problem ? 'toast problem' : 'toast' });
  note.append(
    element('div', {}, ...(title ? [element('strong', {}, title)] : []), text),
    element('button', { type: 'button', title: '关闭', onclick: () => note.remove() }, '×'),
  );
  byId('toasts').append(note);
  if (seconds >= 0) setTimeout(() => note.remove(), seconds * 1000);
  return note;
}

function ask({ id, title, prompt, buttons, input }: Extract<UiMessage, { kind: 'question' }>): void {
  if (questions.has(id)) return;
  const field = input ? element('input', { name: 'answer' }) : undefined;
  const close = () => {
    questions.delete(id);
    end(dialog);
  };
  const answer = (button: DialogButton) => {
    if (!questions.has(id)) return;
    close();
    void answerQuestion({ id, button, text: field?.value ?? '' }).catch((error: unknown) =>
      toast(`回答没有送达：${reasonOf(error)}。`, { problem: true }),
    );
  };
  const [first] = BUTTONS[buttons];
  field?.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || !first) return;
    // The grid has the keyboard before the key has done its work, and would take it for its own.
    event.preventDefault();
    answer(first);
  });
  const dialog = element(
    'dialog',
    { oncancel: () => answer('CLOSE'), onclose: () => answer('CLOSE') },
    ...(title ? [element('h2', {}, title)] : []),
    element('p', {}, prompt),
    ...(field ? [field] : []),
    element(
      'div',
      { class: 'buttons' },
      ...BUTTONS[buttons].map(button =>
        element(
          'button',
          { type: 'button', 'data-button': button, onclick: () => answer(button) },
          LABELS[button],
        ),
      ),
    ),
  );
  dialog.addEventListener('keydown', stay);
  questions.set(id, close);
  document.body.append(dialog);
  dialog.showModal();
}

/** Closes a dialog, and the grid has the keyboard at once: between the two a key would reach nobody. */
function end(dialog: HTMLDialogElement): void {
  if (!dialog.isConnected) return;
  dialog.close();
  dialog.remove();
  giveBack();
}

/** The key by which something closes must not reach the grid that has the keyboard then. */
const stay = (event: Event) => event.stopPropagation();

function showSidebar(title: string, html: string, width: number): void {
  const panel = byId('sidebar');
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    giveBack();
  };
  panel.style.width = `${width}px`;
  panel.replaceChildren(
    element('header', {}, title, element('button', { type: 'button', title: '关闭', onclick: close }, '×')),
    // What is typed in it stays: Escape goes back to the grid beside it.
    sandboxFrame(html, { onClose: close, onEscape: giveBack }),
  );
  panel.hidden = false;
}

function showDialog(title: string, html: string, width: number, height: number): void {
  const close = () => end(dialog);
  const dialog = element('dialog', { class: 'framed', onclose: close });
  const frame = sandboxFrame(html, { onClose: close, onEscape: close });
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  const cross = element('button', { type: 'button', class: 'close', title: '关闭', onclick: close }, '×');
  dialog.append(element('h2', {}, title, cross), frame);
  dialog.addEventListener('keydown', stay);
  document.body.append(dialog);
  dialog.showModal();
}
