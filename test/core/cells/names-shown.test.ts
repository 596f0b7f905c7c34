// Which names stay readable, and that none does beside a number.
import { describe, expect, it } from 'vitest';
import { maskCustomer, shownCell } from '../../../functions/src/core/cells/mask.ts';
import { normaliseContact } from '../../../functions/src/core/lib/contact.ts';

// Case C.1
describe('a contact', () => {
  it.each([
    ['王芳 13500010003', '王* 135****0003'],
    ['13500010003（王芳）', '135****0003(王*)'],
    ['联系人王芳13500010003', '联系人王*135****0003'],
    ['欧阳娜娜：13500010003', '欧阳*:135****0003'],
    ['李明13500010003 爱人王芳13600010003', '李*135****0003 爱人王*136****0003'],
    ['13500010003 李经理代收', '135****0003 李经理代收'],
    ['高先生13500010003', '高先生135****0003'],
    ['13500010003（周末打）', '135****0003(周末打)'],
    ['13500010003 方便接听', '135****0003 方便接听'],
    ['13500010003（万科物业）', '135****0003(万科物业)'],
    ['财务部 010-62781234', '财务部 010-****1234'],
  ])('%s shows no name beside its number: %s', (typed, shown) => {
    const cell = shownCell({ type: 'contact' }, normaliseContact(typed));
    expect(cell).toBe(shown);
    expect(shownCell({ type: 'contact' }, cell)).toBe(shown);
  });
});

// Case C.5
describe('an organisation stays readable, a person does not', () => {
  it.each([
    ['白云机场', '白云机场'],
    ['红十字会', '红十字会'],
    ['城关税务局', '城关税务局'],
    ['盒马鲜生', '盒马鲜生'],
    ['屈臣氏', '屈臣氏'],
    ['三只松鼠', '三只松鼠'],
    ['顺达货运', '顺达货运'],
    ['得力文具', '得力文具'],
    ['张小泉剪刀', '张小泉剪刀'],
    ['林海运', '林*'],
    ['东鹏飞', '东*'],
  ])('%s is shown as %s', (name, shown) => {
    expect(maskCustomer(name)).toBe(shown);
  });
});
