// When seeing what is hidden is told to those above: who has taken the record over by himself, within two hours.
import { describe, expect, it } from 'vitest';
import { takenOver } from '../../../functions/src/core/decide/reveal.ts';
import { HOUR } from '../../../functions/src/core/lib/time.ts';
import type { RecordEvent } from '../../../functions/src/core/record/record.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const LI = { mail: 'limin@example.com', name: '李敏' };

/** The handler was changed so long ago, by whoever has this mail; `null` for a row that said nothing of whose it is. */
function handed(
  agoMs: number,
  by: string | null,
  before: string | null = '李伟',
  after = LI.name,
): RecordEvent {
  return {
    key: 'row-1',
    table: 'hotline',
    number: '20261120001',
    version: 2,
    at: NOW - agoMs,
    by: { account: 'chenjing@example.com', editor: by ?? '' },
    cycle: 1,
    state: { before: '已分派', after: '已分派' },
    changes: [{ column: 'handler', label: '处理人员', before, after }],
  };
}

const from = (...events: RecordEvent[]) => takenOver(hotline, events, LI, NOW)?.from;

describe('who has taken a record over', () => {
  it('counts for two hours, to the millisecond', () => {
    expect(from(handed(2 * HOUR, LI.mail))).toBe('李伟');
    expect(from(handed(2 * HOUR + 1, LI.mail))).toBeUndefined();
  });

  it('is one of whom nobody knows whether he did it himself, as well', () => {
    expect(from(handed(HOUR, null))).toBe('李伟');
  });

  it('is nobody to whom somebody else has given it, who had it, or who found it with nobody', () => {
    expect(from(handed(HOUR, 'sunli@example.com'))).toBeUndefined();
    expect(from(handed(HOUR, LI.mail, LI.name))).toBeUndefined();
    expect(from(handed(HOUR, LI.mail, null))).toBeUndefined();
  });

  it('goes by the latest time that it came to him, in whatever order it is told', () => {
    const taken = handed(HOUR, LI.mail);
    const given = handed(HOUR / 2, 'sunli@example.com', '王芳');
    expect([from(taken, given), from(given, taken)]).toEqual([undefined, undefined]);
    const lost = handed(HOUR / 2, 'sunli@example.com', LI.name, '王芳');
    expect([from(taken, lost), from(lost, taken)]).toEqual(['李伟', '李伟']);
  });
});
