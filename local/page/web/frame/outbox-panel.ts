// The messages that the desk has sent, newest first, in a panel beside the grid.
import type { MailView } from '../../wire.ts';
import { byId, element } from './element.ts';
import { giveBack } from './keys.ts';

export class OutboxPanel {
  readonly #button = byId('outbox');
  readonly #panel = byId('messages');
  readonly #format: Intl.DateTimeFormat;
  #mails: MailView[] = [];
  #seen: number | undefined;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('zh-CN', {
      timeZone,
      dateStyle: 'medium',
      timeStyle: 'short',
      hour12: false,
    });
    this.#button.addEventListener('click', () => this.#toggle(this.#panel.hidden === true));
    this.#panel.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return;
      // The key must not reach the grid that has the keyboard then.
      event.stopPropagation();
      this.#close();
    });
  }

  show(mails: MailView[]): void {
    this.#mails = mails;
    // What was there when the page was opened is old news.
    this.#seen ??= mails.length;
    this.#draw();
  }

  #toggle(open: boolean): void {
    this.#panel.hidden = !open;
    this.#button.setAttribute('aria-expanded', String(open));
    this.#draw();
  }

  #close(): void {
    this.#toggle(false);
    giveBack();
  }

  #draw(): void {
    if (!this.#panel.hidden) this.#seen = this.#mails.length;
    const unread = this.#mails.length - (this.#seen ?? 0);
    this.#button.classList.toggle('unread', unread > 0);
    this.#button.replaceChildren(
      unread > 0 ? '新通知' : '通知',
      element('span', { class: 'count' }, String(unread > 0 ? unread : this.#mails.length)),
    );
    const close = element('button', { type: 'button', title: '关闭', onclick: () => this.#close() }, '×');
    this.#panel.replaceChildren(
      element('header', {}, `已发出的通知（${this.#mails.length}）`, close),
      this.#mails.length === 0
        ? element('p', { class: 'none' }, '还没有发出通知')
        : element('ol', {}, ...this.#mails.toReversed().map(mail => this.#item(mail))),
    );
  }

  #item({ channel, subject, to, receivedAt, text, duplicate }: MailView): HTMLElement {
    const recipients = to.length > 0 ? `发给 ${to.join('、')} · ` : '';
    const meta = `${channel} · ${recipients}${this.#format.format(receivedAt)}${duplicate ? ' · 重复' : ''}`;
    // A chat has no subject: its first line stands for it.
    const [first = '', ...rest] = text.trim().split('\n');
    const [title, body] = subject === '' ? [first, rest.join('\n')] : [subject, text];
    return element(
      'li',
      {},
      element('h3', {}, title),
      element('div', { class: 'meta' }, meta),
      element('pre', {}, ...linked(body.trim())),
    );
  }
}

/** Addresses of this length and more are shown by their beginning. */
const LONG_ADDRESS = 60;

/** A text whose addresses can be followed, as in a mail program. */
function linked(text: string): (string | HTMLElement)[] {
  return text.split(/(https?:\/\/\S+)/).map((part, index) => {
    if (index % 2 === 0) return part;
    const shown = part.length < LONG_ADDRESS ? part : `${part.slice(0, LONG_ADDRESS)}…`;
    return element('a', { href: part, title: part, target: '_blank', rel: 'noreferrer' }, shown);
  });
}
