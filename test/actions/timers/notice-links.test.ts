// The addresses in a notice: whose they are, of what, and that they are good from today on.
import { expect, it } from 'vitest';
import { linksOf } from '../../../functions/src/actions/timers/notice-links.ts';
import { DAY } from '../../../functions/src/core/lib/time.ts';
import type { Notice } from '../../../functions/src/core/notices/notice.ts';
import type { Links } from '../../../functions/src/ports/links.ts';
import type { Ports } from '../../../functions/src/ports/ports.ts';
import { at, deskOf } from '../../fixtures/core/desk-fixture.ts';
import { withOnly } from '../../fixtures/with-only.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();
const links = withOnly<Links>({
  address: ({ to, person, until }: { to: string; person?: string; until: number }) =>
    [to, person, until % DAY, until > NOW && until < NOW + 400 * DAY].join(' '),
  sheet: () => 'todo',
});
const addresses = linksOf(withOnly<Ports>({ links }), desk, NOW);
const notice = (step?: string) => ({ about: { table: 'hotline', key: 'row-1' }, step }) as Notice;

it('lead to the row, to the acknowledging of an escalation and to the work on it, each for more than this day', () => {
  expect(addresses.row(notice())).toBe('row  0 true');
  expect(addresses.acknowledge(notice('escalation'), '王芳')).toBe('acknowledge person-wangfang 0 true');
  expect(addresses.work(notice('due'), '李伟')).toBe('case person-liwei 0 true');
});

it('are none for whoever is not above, for a step that asks for no note, and of nothing', () => {
  expect(addresses.acknowledge(notice('escalation'), '李伟')).toBeUndefined();
  expect(addresses.acknowledge(notice('due'), '王芳')).toBeUndefined();
  expect(addresses.acknowledge(notice('escalation'), '无名')).toBeUndefined();
  expect(addresses.work(notice('due'), '无名')).toBeUndefined();
  expect([addresses.row({} as Notice), addresses.work({} as Notice, '李伟')]).toEqual([undefined, undefined]);
});
