// Those in the add-on.
import type { Survivor } from './survivor.ts';

export const OF_ADDON: readonly Survivor[] = [
  {
    file: 'sheets-addon/src/sheet/notes.ts',
    line: "return ours.length === 0 ? theirs.join('\\n') : [...theirs, ...ours].join('\\n');",
    is: '1',
    why: 'Ours are none, or a heading and a line at least.',
  },
  {
    file: 'sheets-addon/src/sheet/row-mark.ts',
    line: 'export const hintOf = (text: string): number => (hashed(FNV_BEGIN, text) >>> 0) % 4096;',
    is: '1',
    why: 'It tells texts apart as well.',
  },
  {
    file: 'sheets-addon/src/sheet/row-mark.ts',
    line: 'return (hash >>> 0).toString(36);',
    is: '1',
    why: 'It tells texts apart as well.',
  },
  {
    file: 'sheets-addon/src/sheet/row-mark.ts',
    line: 'for (let at = 0; at < text.length; at += 1) next = Math.imul(next ^ text.charCodeAt(at), 0x01000193);',
    is: '<=',
    why: 'It tells texts apart as well.',
  },
  {
    file: 'sheets-addon/src/sync/choice.ts',
    line: 'pasted: (before?.pasted ?? false) || !isTyped,',
    is: 'undefined',
    why: 'It is as little true.',
  },
  {
    file: 'sheets-addon/src/sync/drain.ts',
    line: 'for (let round = 0; round < MAX_ROUNDS; round += 1) {',
    is: '2',
    why: 'What is left after fewer rounds is sent by the next execution.',
  },
  {
    file: 'sheets-addon/src/sync/in-flight.ts',
    line: '([key, { at }]) => now - at < LATE_EDIT_MS && !fresh.has(key),',
    is: '<=',
    why: 'A millisecond of two minutes.',
  },
  {
    file: 'sheets-addon/src/sync/in-flight.ts',
    line: 'mine ??= Utilities.getUuid().slice(0, 8);',
    is: '9',
    why: 'Eight signs of it tell executions apart, and nine do.',
  },
  {
    file: 'sheets-addon/src/sync/in-flight.ts',
    line: 'Object.values(load().over).some(({ at }) => nowMs() - at < LATE_EDIT_MS);',
    is: '<=',
    why: 'A millisecond of two minutes.',
  },
  {
    file: 'sheets-addon/src/sync/in-flight.ts',
    line: 'return over && nowMs() - over.at < LATE_EDIT_MS ? over : { at: 0, seenAt: 0, hints: {} };',
    is: '<=',
    why: 'A millisecond of two minutes.',
  },
  {
    file: 'sheets-addon/src/sync/in-flight.ts',
    line: 'nowMs() - (load().shiftedAt[String(sheetId)] ?? 0) < LATE_EDIT_MS;',
    is: '<=',
    why: 'A millisecond of two minutes.',
  },
  {
    file: 'sheets-addon/src/sync/in-flight.ts',
    line: 'return !isBusy && nowMs() - heardAt > forMs;',
    is: '>=',
    why: 'A millisecond of five minutes.',
  },
  {
    file: 'sheets-addon/src/sync/in-flight.ts',
    line: 'if (known.spentMs < MAX_UNNOTED_MS) return;',
    is: '<=',
    why: 'A millisecond of a minute.',
  },
  {
    file: 'sheets-addon/src/sync/in-flight.ts',
    line: 'mine ??= Utilities.getUuid().slice(0, 8);',
    is: '1',
    why: 'Seven signs of it tell executions apart as well.',
  },
  {
    file: 'sheets-addon/src/sync/keys/append.ts',
    line: "const isAsBefore = (key: string): boolean => key !== '' && (before.get(key) ?? []).includes(above);",
    is: '===',
    why: 'It spares a look at the whole tab, and decides nothing.',
  },
  {
    file: 'sheets-addon/src/sync/keys/append.ts',
    line: 'if (tab.sheet.getLastRow() > last) noteShifted(tab.table.sheetId);',
    is: '>=',
    why: 'What is begun below goes down by all rows that are put in. One place above the whole tab is looked at in vain.',
  },
  {
    file: 'sheets-addon/src/sync/submit.ts',
    line: "if (!waiting && queue.length > 0) leave(queue, 'waiting', TEXTS.busy);",
    is: '>=',
    why: 'Of no row nothing is said; the hint that rows wait has the next edit look for them in vain.',
  },
  {
    file: 'sheets-addon/src/sync/waiting.ts',
    line: 'rememberWaiting(false);',
    is: ';',
    why: 'A hint: rows that wait no more are looked for in vain after each edit.',
  },
];
