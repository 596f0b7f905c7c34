// Those in actions and adapters.
import type { Survivor } from './survivor.ts';

export const OF_SERVICE: readonly Survivor[] = [
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
    file: 'functions/src/actions/submit/search-records.ts',
    line: 'for (let read = FIRST_READ; last && found.size <= MAX_TOLD && read < MAX_READ_ON; read += NEXT_READ) {',
    is: '<=',
    why: 'What has been read then is 31, 121, 211 or 301.',
  },
  {
    file: 'functions/src/actions/timers/deliver-notices.ts',
    line: 'return { again: until, silent: true, faults: [] };',
    is: 'false',
    why: 'It is put off because the channel is known to be silent, which is not forgotten.',
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
    file: 'functions/src/adapters/messengers/google-chat-robot.ts',
    line: "address.searchParams.set('requestId', createHash('sha256').update(id).digest('hex').slice(0, 40));",
    is: '41',
    why: 'As good an id of the message.',
  },
];
