// Sends what its person types into the sheet, as long as the sidebar is open. What every sidebar does.
import { ask } from './script.ts';

/** The script reckons with it when it asks how long a sidebar counts as open, ms. */
const EVERY_MS = 3_000;
/** After a failure, ms: it may be that there is no connection. */
const AFTER_FAILURE_MS = 15_000;

/**
 * Asks the script again and again, from now on, and once more when the sidebar goes: what has just been typed is sent
 * with that, and nothing is left to the sidebar any more. Where the browser does not let it ask then, what was left
 * waits for the next execution of anybody.
 */
export function keepSending(): void {
  addEventListener('pagehide', () => void ask('sendMine', true).catch(() => undefined));
  askAgain(0);
}

function askAgain(afterMs: number): void {
  setTimeout(() => {
    ask('sendMine').then(
      () => askAgain(EVERY_MS),
      // The rows wait, and triggers send them: there is nothing to tell.
      () => askAgain(AFTER_FAILURE_MS),
    );
  }, afterMs);
}
