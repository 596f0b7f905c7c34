// A request that is repeated brings 现在 again, and 现在 is then what it was; and how late a matter is by what it names.
import { expect, it } from 'vitest';
import { check } from '../../../../functions/src/core/cells/validate-row.ts';
import { merge, readBase } from '../../../../functions/src/core/decide/merge.ts';
import { pressingOf } from '../../../../functions/src/core/decide/priority.ts';
import type { DeskRecord } from '../../../../functions/src/core/record/record.ts';
import { Book } from '../../../fixtures/core/book.ts';
import { at, by, CALL_TODAY, deskOf, hotline } from '../../../fixtures/core/desk-fixture.ts';

it.each<[string, string, string, string[], string]>([
  ['from the same person is what it was', 'liwei', '现在', [], '15:30'],
  ['from somebody else is another', 'limin', '现在', ['conflict'], '15:30'],
  ['as a time that was typed is another', 'liwei', '2026-11-20 15:31', ['conflict'], '15:30'],
])('现在 that comes again %s', (_, who, typed, codes, is) => {
  const desk = deskOf();
  const book = new Book(hotline, desk);
  const { base } = book.submit({ cells: CALL_TODAY }, by('limin'), at('2026-11-20 15:00'));
  const saved = book.submit(
    { base, cells: { respondedAt: '2026-11-20 15:30' } },
    by('liwei'),
    at('2026-11-20 15:30'),
  );
  const cells = { respondedAt: typed };
  const checked = check(hotline, cells, at('2026-11-20 15:32'), desk, ['respondedAt']);
  const merged = merge(
    hotline,
    { cells, base: readBase(base), checked, by: by(who) },
    { record: saved.record as DeskRecord, events: [...book.events.values()].slice(1) },
    desk.zone,
  );
  expect(merged.values['respondedAt']).toBe(at(`2026-11-20 ${is}`));
  expect(merged.problems.filter(({ column }) => column === 'respondedAt').map(({ code }) => code)).toEqual(
    codes,
  );
});

it.each<[string, string | undefined]>([
  ['11月12日下单，至今未送达', '延误超过 7 天'],
  ['11月13日下单，至今未送达', undefined],
  // By the earliest day that is named.
  ['11月12日下单，说11月19日送到，至今未送达', '延误超过 7 天'],
  ['11月12日下单，已经送达', undefined],
  ['下单很久，至今未送达', undefined],
])('what came in on 20 November and says %s is late: %s', (text, why) => {
  const found = pressingOf(text, at('2026-11-20 15:00'), deskOf());
  expect(found?.why.startsWith('延误') ? found.why : undefined).toBe(why);
});
