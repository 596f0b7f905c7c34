// What becomes of rows whose request failed, or that no answer tells of.
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../sheets-addon/src/platform/lock.ts';
import type { CellContent } from '../../../sheets-addon/src/platform/platform.ts';
import type { OutgoingRow } from '../../../sheets-addon/src/sync/gather.ts';
import type { Word } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { settleUnanswered } from '../../../sheets-addon/src/sync/settle.ts';
import { CELLS, KEY, ME, type Meanwhile, sentRow, settled, shown, started } from './sent-row.ts';

const OTHER = 'other@example.test';

describe('a row without an answer', () => {
  it('waits, and says why', () => {
    const { value, note, again, flying } = settled([shown({ 同步状态: '' })], [sentRow()], []);
    expect([value(2, '同步状态'), note(2), again, flying()]).toEqual([
      '待同步',
      '【服务台】\n· 提醒：服务台没有回答这一行，稍后会自动重新发送。',
      [],
      [],
    ]);
  });

  it.each<[string, OutgoingRow, CellContent[]]>([
    ['that was sent beside its copies', sentRow({ witness: true }), shown()],
    ['that was only asked about', sentRow({}, { seen: CELLS }), shown()],
    ['in a newer version', sentRow(), shown({}, 'v5')],
  ])('%s stays as it is', (_, sent, line) => {
    expect(settled([line], [sent], []).sheet.writes).toEqual([]);
  });

  const unanswered = (
    line: CellContent[],
    state: 'waiting' | 'refused',
    meanwhile: Meanwhile = {},
    sent = sentRow(),
  ) => {
    const about = started([line], [sent], meanwhile);
    const again = withLock(() =>
      settleUnanswered(about.sheet.tab, [sent, sentRow({ witness: true })], state, '原因'),
    );
    return { ...about, again };
  };

  it.each([
    ['waiting', '待同步', '提醒'],
    ['refused', '有误', '错误'],
  ] as const)('since its request failed is %s', (state, word, severity) => {
    const { value, note, again, flying } = unanswered(shown(), state);
    expect([value(2, '同步状态'), note(2), again, flying()]).toEqual([
      word,
      `【服务台】\n· ${severity}：原因`,
      [],
      [],
    ]);
  });

  it('that was refused and has changed waits, and goes again with all that is known', () => {
    const sent = sentRow({ number: 'C-2', overwritten: { name: ['李'] } });
    const { value, again, flying } = unanswered(shown({ 数量: 9 }), 'refused', {}, sent);
    expect([value(2, '同步状态'), flying()]).toEqual(['待同步', [KEY]]);
    expect(again[0]?.input).toMatchObject({
      base: 'v1',
      number: 'C-2',
      edited: ['name', 'count'],
      overwritten: { name: ['李'] },
      cells: { ...CELLS, count: 9 },
    });
    const word: Word = { edited: ['name'], overwritten: {}, editor: OTHER, ofOthers: [] };
    expect(unanswered(shown(), 'refused', { word }).again[0]?.input.editor).toBe(OTHER);
  });

  it('whose row is gone leaves what was typed there to its history, behind what that was typed over', () => {
    const sent = sentRow({ overwritten: { name: ['李'] } });
    const { left } = unanswered(shown({ 行键: 'key-00009' }), 'waiting', {}, sent);
    expect(left()).toMatchObject({ edited: ['name'], editor: ME, overwritten: { name: ['李', '李明'] } });
    expect(left()).toBeUndefined();
  });

  it('that no answer tells of is left word of as well', () => {
    expect(settled([shown()], [sentRow()], []).left()).toMatchObject({ edited: ['name'], editor: ME });
  });

  it('that waits and has changed is left to whoever sends it next, and so is what was left word of', () => {
    const word: Word = { edited: ['name'], overwritten: {}, editor: OTHER, ofOthers: [] };
    const { again, left } = unanswered(shown({ 数量: 9 }), 'waiting', { word });
    expect([again, left()]).toEqual([[], { ...word, at: expect.any(Number) as number }]);
    // Without anything else in the row it is known whose it is.
    expect(unanswered(shown(), 'waiting').left()).toMatchObject({
      editor: ME,
      shown: expect.any(String) as string,
    });
  });
});
