// Faults that no test notices, on purpose: each is no fault at all, for the reason beside it.

import { OF_DECISIONS } from './survivors-of-decisions.ts';

export interface Survivor {
  file: string;
  /** The line as it stands, without the white space around it. */
  line: string;
  is: string;
  why: string;
}

export const SURVIVORS: readonly Survivor[] = [
  {
    file: 'functions/src/core/notices/assigned.ts',
    line: 'recipientsOf(to, record, table, desk).some(each => whose(each) === whose(told)),',
    is: '.every(',
    why: 'A keeper is whom a column names, or a head of a department: names are unique, so there is exactly one.',
  },
  {
    file: 'functions/src/core/cells/names-in-text.ts',
    line: 'if (called > name.length) return called;',
    is: '>=',
    why: 'Where both are as long the length of the name is answered, which is the same.',
  },
  {
    file: 'functions/src/core/lib/quiet-hours.ts',
    line: 'const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);',
    is: '1',
    why: 'The pattern has four groups, none of which may be missing: the compiler alone does not know.',
  },
  {
    file: 'functions/src/core/similarity/vocabulary.ts',
    line: 'known.set(added, made);',
    is: ';',
    why: 'Made anew for each text the list is the same: no more than time is lost.',
  },
  ...OF_DECISIONS,
  {
    file: 'functions/src/core/reports/todo.ts',
    line: 'if (a.caller !== b.caller) return a.caller < b.caller ? -1 : 1;',
    is: '<=',
    why: 'They differ there.',
  },
  {
    file: 'functions/src/core/reports/breakdown.ts',
    line: 'return more - many || (a < b ? -1 : 1);',
    is: '<=',
    why: 'They are the keys of a map: no two are the same.',
  },
  {
    file: 'functions/src/core/imports/past-row.ts',
    line: 'const isDay = days.has(key) && earlier !== undefined && at < earlier;',
    is: '<=',
    why: 'What is as late as what came before it is set to what it is.',
  },
  {
    file: 'functions/src/actions/submit/search-records.ts',
    line: 'for (let read = FIRST_READ; last && found.size <= MAX_TOLD && read < MAX_READ_ON; read += NEXT_READ) {',
    is: '<=',
    why: 'What has been read then is 31, 121, 211 or 301.',
  },
  {
    file: 'functions/src/actions/reports/drill-down.ts',
    line: 'let read = 0;',
    is: '1',
    why: 'Of nine thousand records that are looked at for a figure one is not.',
  },
  {
    file: 'functions/src/actions/reports/renew-stored.ts',
    line: 'const BATCH_SIZE = 100;',
    is: '101',
    why: 'What one transaction leaves to the next is written all the same.',
  },
  {
    file: 'functions/src/actions/reports/tell-provisional-year.ts',
    line: 'if (year === undefined || (upkeep?.toldYear ?? 0) >= year) return;',
    is: '>',
    why: 'That it was told is seen once more in the transaction that would tell it.',
  },
  {
    file: 'functions/src/actions/timers/deliver-notices.ts',
    line: 'return { again: until, silent: true, faults: [] };',
    is: 'false',
    why: 'It is put off because the channel is known to be silent, which is not forgotten.',
  },
  {
    file: 'functions/src/actions/submit/bulk-rows.ts',
    line: 'const last = Math.min(records.get(key)?.version ?? 0, version + MAX_SINCE);',
    is: 'Math.max',
    why: 'Versions that there are not yet are asked for in vain.',
  },
  {
    file: 'functions/src/actions/submit/bulk-rows.ts',
    line: 'return Array.from({ length: Math.max(0, last - version + 1) }, (_, index) => version + index);',
    is: '2',
    why: 'As above.',
  },
  {
    file: 'functions/src/adapters/firestore/delivery-lease.ts',
    line: 'for (let waited = 0; !(await take(db, deskId, holder)); waited += ASK_MS) {',
    is: '1',
    why: 'A millisecond of twenty-five seconds: it asks as often.',
  },
  {
    file: 'functions/src/adapters/firestore/delivery-lease.ts',
    line: 'if (silentMs < LEASE_MS) return false;',
    is: '<=',
    why: 'A millisecond of fifteen seconds.',
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
    file: 'sheets-addon/src/sync/waiting.ts',
    line: 'rememberWaiting(false);',
    is: ';',
    why: 'A hint: rows that wait no more are looked for in vain after each edit.',
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
    file: 'sheets-addon/src/sync/in-flight.ts',
    line: 'mine ??= Utilities.getUuid().slice(0, 8);',
    is: '9',
    why: 'Eight signs of it tell executions apart, and nine do.',
  },
  {
    file: 'sheets-addon/src/sync/submit.ts',
    line: "if (!waiting && queue.length > 0) leave(queue, 'waiting', TEXTS.busy);",
    is: '>=',
    why: 'Of no row nothing is said; the hint that rows wait has the next edit look for them in vain.',
  },
  {
    file: 'sheets-addon/src/sheet/notes.ts',
    line: "return ours.length === 0 ? theirs.join('\\n') : [...theirs, ...ours].join('\\n');",
    is: '1',
    why: 'Ours are none, or a heading and a line at least.',
  },
  {
    file: 'sheets-addon/src/sync/choice.ts',
    line: 'pasted: (before?.pasted ?? false) || !isTyped,',
    is: 'undefined',
    why: 'It is as little true.',
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
    file: 'functions/src/adapters/messengers/google-chat-robot.ts',
    line: "address.searchParams.set('requestId', createHash('sha256').update(id).digest('hex').slice(0, 40));",
    is: '41',
    why: 'As good an id of the message.',
  },
  {
    file: 'functions/src/adapters/firestore/record-scans.ts',
    line: "const aside = records.where('aside.since', '>', 0).orderBy('aside.since', 'desc').limit(limit);",
    is: '1',
    why: 'A millisecond of 1970.',
  },
  {
    file: 'functions/src/adapters/google/token-identity.ts',
    line: 'this.verified.keep(token, account, now, (exp + CLOCK_TOLERANCE_SECONDS) * 1_000);',
    is: '/',
    why: 'Kept for no time: it is verified anew, which takes longer and comes to the same.',
  },
  {
    file: 'functions/src/core/calendar/open-time.ts',
    line: 'const index = countBelow(table.to, instant, true) - 1;',
    is: 'false',
    why: 'It is asked where no window ends at the instant: one that does has been found before.',
  },
  {
    file: 'functions/src/core/calendar/open-time.ts',
    line: 'const index = countBelow(table.from, instant, false);',
    is: 'true',
    why: 'It is asked where no window begins at the instant: one that does has been found before.',
  },
  {
    file: 'functions/src/core/lib/numeral.ts',
    line: 'let [sum, digit, place] = [0, 0, 1];',
    is: '1',
    why: 'Before the first place there is a digit, or it counts as one.',
  },
  {
    file: 'functions/src/core/lib/numeral.ts',
    line: 'let [sum, digit, place] = [0, 0, 1];',
    is: '2',
    why: 'Less than ten is no place that the last digit could be a tenth of.',
  },
  {
    file: 'functions/src/core/lib/numeral.ts',
    line: 'if (at === 0) place = 1;',
    is: '2',
    why: 'As above.',
  },
  {
    file: 'functions/src/core/lib/personal-data.ts',
    line: 'const WORDS_AFTER = 4;',
    is: '5',
    why: 'No word after a number is as long.',
  },
  {
    file: 'functions/src/core/lib/digest.ts',
    line: 'return digest < KEYED ? marked(keyed(digest)) : digest;',
    is: '<=',
    why: 'A digest is longer than the sign that keyed ones begin with.',
  },
  {
    file: 'functions/src/core/lib/personal-rules.ts',
    line: 'return isOfThings(before) ? undefined : [ends(digits, 2), digits.length > 8 ? `+${digits}` : digits];',
    is: '9',
    why: 'Without its code such a number has eight digits, with it eleven at least.',
  },
  {
    file: 'functions/src/core/lib/personal-rules.ts',
    line: 'return total + (doubled > 9 ? doubled - 9 : doubled);',
    is: '-',
    why: 'Less than nothing by as much it is divided by ten as well.',
  },
  {
    file: 'functions/src/core/clocks/finished-occurrences.ts',
    line: 'for (let number = first; dues.length < MAX_OCCURRENCES; number += 1) {',
    is: '<=',
    why: 'A record takes no more of them than it can hold.',
  },
];
