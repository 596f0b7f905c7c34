// Signs that nobody sees, as they come along from chats: a cell that shows what it has to show is read as that.
import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { canonicalName } from '../../../functions/src/core/desk/names.ts';
import type { Kind } from '../../../functions/src/core/schema/column.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import { at, deskOf, hotline } from '../../fixtures/core/desk-fixture.ts';
import { judging } from '../../fixtures/core/judged-cell.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();
const judge = judging(NOW, desk);

const SIGNS: readonly (readonly [what: string, sign: string])[] = [
  ['a blank of no width', '\u200b'],
  ['a mark of byte order', '\ufeff'],
  ['a mark of direction', '\u200e'],
  ['the end of a direction', '\u202c'],
  ['a soft hyphen', '\u00ad'],
  ['a word joiner', '\u2060'],
  ['a joiner of nothing', '\u200d'],
  ['a style of nothing', '\ufe0f'],
  ['a filler', '\u3164'],
];

/** Kinds that take words, which stay as they are written. */
const WORDS: readonly Kind['type'][] = ['text', 'long', 'setting'];
const READ = TABLES.flatMap(table =>
  staffColumns(table)
    .filter(({ kind, example }) => !WORDS.includes(kind.type) && example !== '')
    .map(({ key, example }) => [`${table.key}.${key}`, table, key, example] as const),
);

describe.each(SIGNS)('%s', (_, sign) => {
  it('changes nothing of what is read, wherever it stands', () => {
    for (const [name, table, column, text] of READ) {
      const plain = [name, judge(table, column, text)];
      for (const typed of [sign + text, text + sign, `${text.slice(0, 2)}${sign}${text.slice(2)}`])
        expect([name, judge(table, column, typed)]).toEqual(plain);
    }
  });

  it('makes no name of a stroke that says that there is none', () => {
    for (const stroke of ['=', '-', '/']) expect(judge(hotline, 'customer', sign + stroke).value).toBeNull();
  });

  it('makes no other name', () => {
    expect(canonicalName(`李${sign}伟${sign}`)).toBe('李伟');
    expect(judge(hotline, 'customer', `${sign}张${sign}三`)).toEqual(judge(hotline, 'customer', '张三'));
    expect(judge(settings, 'name', `净水器${sign}`).value).toBe('净水器');
  });

  it.each([
    ['时限', '热线响应', '2h'],
    ['产品', '净水器', '24'],
    ['工作时间', '周一', '09:00-18:00'],
    ['节假日', '2027-02-05 至 2027-02-11', '休'],
  ])('changes nothing of %s', (category, name, value) => {
    const judged = check(settings, { category, name: name + sign, value: value + sign }, NOW, desk);
    expect([judged.values, judged.problems]).toEqual([expect.objectContaining({ name, value }), []]);
  });
});

it.each(['👨‍👩‍👧王女士', '❤️小美', '👩🏽‍🦱'])('an emoji in a name stays whole: %s', name => {
  expect(judge(hotline, 'customer', name).value).toBe(judge(hotline, 'customer', ` ${name}`).value);
  expect(judge(settings, 'name', name).value).toBe(name);
});
