// A script's HTML in a frame without an origin; it reaches its functions by google.script.run, over messages.
// https://developers.google.com/apps-script/guides/html/reference/run

import { runScript } from '../server.ts';
import { element } from './element.ts';
import { goOn } from './keys.ts';

/** Runs inside the frame before the script's own HTML: google.script.run and host.close, as far as they are served. */
const CLIENT = `<script>
(() => {
  const waiting = new Map();
  let count = 0;
  const runner = handlers => new Proxy({}, {
    get: (_, name) => {
      if (name === 'withSuccessHandler') return success => runner({ ...handlers, success });
      if (name === 'withFailureHandler') return failure => runner({ ...handlers, failure });
      if (name === 'withUserObject') return user => runner({ ...handlers, user });
      return (...args) => {
        const call = ++count;
        waiting.set(call, handlers);
        parent.postMessage({ sheetdesk: 'run', call, name, args }, '*');
      };
    },
  });
  addEventListener('message', ({ source, data }) => {
    if (source !== parent || !waiting.has(data.call)) return;
    const { success, failure, user } = waiting.get(data.call);
    waiting.delete(data.call);
    if ('failure' in data) failure?.(new Error(data.failure), user);
    else success?.(data.value, user);
  });
  addEventListener('keydown', event => {
    if (event.defaultPrevented || (event.key !== 'Escape' && event.key !== 'F6')) return;
    event.preventDefault();
    parent.postMessage({ sheetdesk: 'key', key: event.key, shift: event.shiftKey }, '*');
  });
  // Whoever gives the frame the keyboard gives it to no field: it goes on where it was, or begins at the first one.
  let last;
  addEventListener('focusin', ({ target }) => { last = target; });
  addEventListener('focus', () => setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const first = () => document.querySelector('input:not([type=hidden]), select, textarea, button');
    (last?.isConnected ? last : first())?.focus();
  }));
  window.google = { script: { run: runner({}), host: {
    close: () => parent.postMessage({ sheetdesk: 'close' }, '*'),
  } } };
})();
</script>`;

type FrameMessage =
  | { sheetdesk: 'close' }
  | { sheetdesk: 'key'; key: 'Escape' | 'F6'; shift: boolean }
  | { sheetdesk: 'run'; call: number; name: string; args: unknown[] };

interface FrameHandlers {
  /** The script closes it. */
  onClose: () => void;
  /** Escape in it, which it has no use for. */
  onEscape: () => void;
}

/** A frame with the script's HTML, which gets the keyboard as soon as it is there. */
export function sandboxFrame(html: string, { onClose, onEscape }: FrameHandlers): HTMLIFrameElement {
  const frame = element('iframe', {
    // Of what Google's frame allows: window.print() counts as a modal, a file to keep is a download.
    sandbox:
      'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads',
    srcdoc: CLIENT + html,
    onload: () => frame.focus(),
  });
  let own: MessageEventSource | null = null;
  const hear = (event: MessageEvent<FrameMessage>) => {
    if (frame.isConnected) own = frame.contentWindow;
    // What a frame says as it goes is heard when it is gone: a sidebar sends what was typed last.
    else if (event.source !== own) return removeEventListener('message', hear);
    if (event.source !== own) return;
    const { data } = event;
    if (data.sheetdesk !== 'run' && !frame.isConnected) return;
    if (data.sheetdesk === 'close') return onClose();
    if (data.sheetdesk === 'key') return data.key === 'Escape' ? onEscape() : goOn(data.shift ? -1 : 1);
    const { call, name, args } = data;
    runScript(name, args).then(
      value => frame.contentWindow?.postMessage({ call, value }, '*'),
      (error: unknown) =>
        frame.contentWindow?.postMessage(
          { call, failure: error instanceof Error ? error.message : String(error) },
          '*',
        ),
    );
  };
  addEventListener('message', hear);
  return frame;
}
