// What goes from a record when a person is taken out of it: what he is called, and his numbers as they are shown.
import { describe, expect, it } from 'vitest';
import { contactKey } from '../../../functions/src/core/lib/contact.ts';
import { type Scrub, scrubbed, scrubOf } from '../../../functions/src/core/record/erase.ts';
import { contactMark } from '../../../functions/src/core/record/persons.ts';
import type { PrivateCells } from '../../../functions/src/core/record/record.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { keyedHere } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const [HIS, OTHERS] = ['13976543210', '13800001111'];
const [HIS_SHOWN, OTHERS_SHOWN] = ['139****3210', '138****1111'];
const marks: ReadonlySet<string> = new Set([contactMark(contactKey(HIS), keyedHere)]);

describe('a text', () => {
  const some: Scrub = { whole: false, shown: [HIS_SHOWN], names: ['张三', '张*'] };
  it.each<[string, Scrub, string]>([
    [
      `张三说张*的电话是${HIS_SHOWN}或${OTHERS_SHOWN}`,
      some,
      `［已删除］说［已删除］的电话是［已删除］或${OTHERS_SHOWN}`,
    ],
    [
      `张三说张*的电话是${HIS_SHOWN}或${OTHERS_SHOWN}，分机010-****6666-12`,
      { ...some, whole: true },
      '［已删除］说［已删除］的电话是［已删除］或［已删除］，分机［已删除］',
    ],
    ['邮箱 zh***@example.com，李* 净水器', { ...some, whole: true }, '邮箱 ［已删除］，李* 净水器'],
    ['三颗*的产品**', { ...some, whole: true }, '三颗*的产品**'],
    ['没有他', some, '没有他'],
  ])('%s', (text, scrub, is) => {
    expect(scrubbed(text, scrub)).toBe(is);
  });
});

describe('what goes from a record', () => {
  const scrub = (full: PrivateCells, cells: Cells, whole: boolean, of = feedback) =>
    scrubOf(of, recordOf(of.key, { cells }), full, { whole, marks, keyed: keyedHere });
  const full = { customer: '张三', contact: HIS, content: `张三留了${HIS}，另有${OTHERS}` };
  const cells = { customer: '张*', contact: HIS_SHOWN, content: `张*留了${HIS_SHOWN}，另有${OTHERS_SHOWN}` };

  it('is his number as it is shown, once, and what he is called where it is about him', () => {
    expect(scrub(full, cells, true)).toEqual({ whole: true, shown: [HIS_SHOWN], names: ['张三', '张*'] });
    expect(scrub(full, cells, false)).toEqual({ whole: false, shown: [HIS_SHOWN], names: [] });
    expect(scrub({ ...full, contact: OTHERS, content: OTHERS }, cells, true).shown).toEqual([]);
  });

  it.each<[string | null, string, string[]]>([
    ['张三、李小四', '张*、李*', ['张三', '张*', '李小四', '李*']],
    ['张三 (李小四)', '张* (李*)', ['张三', '张*', '李小四', '李*']],
    // Neither a firm nor a single sign is anybody's name, nor what stands where one was taken out before.
    ['华康科技有限公司 张三', '华康科技有限公司 张*', ['张三', '张*', '华康科技有限公司']],
    ['华康科技有限公司', '华康科技有限公司', []],
    ['张', '张', []],
    ['*已删除*', '*已删除*', []],
    [null, '张*', ['张*']],
  ])('of the name %s, shown as %s, is %j', (name, shown, names) => {
    const found = scrub({ customer: name }, { customer: shown }, true).names;
    expect(found.filter(each => each !== '华康科技有限公司')).toEqual(
      names.filter(each => each !== '华康科技有限公司'),
    );
  });

  it('is also a name that a text hides, and none where the text is not kept in full', () => {
    const told = { content: '王小明来过' };
    expect(scrub(told, { content: '王*来过' }, true).names).toEqual(['王小明', '王*']);
    expect(scrub(told, { content: '王*来过' }, false).names).toEqual([]);
    expect(scrub({}, { content: '王*来过' }, true).names).toEqual([]);
    expect(scrub(told, {}, true).names).toEqual([]);
  });
});
