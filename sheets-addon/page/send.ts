// Sends what its person types into the sheet, as long as the sidebar is open. What every sidebar does.
import { ask } from './script.ts';

/** The script reckons with it when it asks how long a sidebar counts as open, ms. */
const EVERY_MS = 3_000;
/** After a failure, ms: it may be that there is no connection. */
const AFTER_FAILURE_MS = 15_000;

/** Asks the script again and again, from now on. */
export function keepSending(afterMs = 0): void {
  setTimeout(() => {
    ask('sendMine').then(
      () => keepSending(EVERY_MS),
      // The rows wait, and triggers send them: there is nothing to tell.
      () => keepSending(AFTER_FAILURE_MS),
    );
  }, afterMs);
}
