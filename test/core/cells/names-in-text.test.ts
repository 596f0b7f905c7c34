// Names of customers within texts: hits and false hits. Whose names they are is known by the record.
import { describe, expect, it } from 'vitest';
import { namesBehind, standsFor } from '../../../functions/src/core/cells/hidden-names.ts';
import { withoutNames } from '../../../functions/src/core/cells/names-in-text.ts';
import { callingsOf, peopleCalled } from '../../../functions/src/core/record/known-names.ts';

const keyed = (text: string) => `key${text}`;

/** The text as it is shown where a row's column of names holds this. */
function shown(customer: string, text: string, colleagues: readonly string[] = []): string {
  const people = colleagues.map(name => ({ name }));
  const named = peopleCalled(callingsOf(customer, keyed), { keyed, people });
  return named ? withoutNames(text, named) : text;
}

describe('a name that the record knows', () => {
  it.each([
    ['王小明', '王小明来电，说王小明的表坏了', '王*来电，说王*的表坏了'],
    ['李明', '李明说明天来', '李*说明天来'],
    ['李明', '客户李明。请找李明处理', '客户李*。请找李*处理'],
    ['李明', '李明明天来', '李*明天来'],
    ['张三', '张三（妻子）', '张*（妻子）'],
    ['欧阳娜娜', '请回电欧阳娜娜', '请回电欧阳*'],
    ['王小明院长', '已告知王小明', '已告知王*'],
    ['客户王小明', '王小明要求退款', '王*要求退款'],
    ['王小明、李静', '李静代王小明来取', '李*代王*来取'],
    ['古丽娜扎·买买提', '古丽娜扎·买买提来电', '古*来电'],
    ['小强', '小强来电', '小*来电'],
    ['John Smith', 'John Smith wrote, Mr. Smith will call', 'J* S* wrote, Mr. S* will call'],
    ['𠮷小明', '𠮷小明来电', '𠮷*来电'],
    ['王小明', '邻居王小明说：“王小明不在”', '邻居王*说：“王*不在”'],
    ['赵樾澍', '本周赵樾澍先生说过', '本周赵*先生说过'],
    ['XX科技有限公司 张三', '张三来电', '张*来电'],
  ])('%s is hidden: %s', (customer, text, hidden) => {
    expect(shown(customer, text)).toBe(hidden);
    expect(shown(customer, hidden)).toBe(hidden);
  });

  it.each([
    ['张三', '张先生要求换货', '张*要求换货'],
    ['张*', '张女士、张小姐、张太太', '张*、张*、张*'],
    ['周建国', '周总说，周总要求退款', '周*说，周*要求退款'],
    ['王小明', '老王先生来过', '老王*来过'],
    ['王小', '王小姐说', '王*说'],
    ['王先生', '王先生第二次来电', '王*第二次来电'],
    ['欧阳娜娜', '欧阳女士来电', '欧阳*来电'],
    ['安平', '保安说安先生不在', '保安说安*不在'],
  ])('of %s the surname with what one is called by is hidden: %s', (customer, text, hidden) => {
    expect(shown(customer, text)).toBe(hidden);
  });

  it.each([
    ['王府', '王府井门店'],
    ['高压', '高压锅漏气，高压报警'],
    ['高兴', '客户很高兴，客户高兴地说'],
    ['文明', '服务文明，不文明用语'],
    ['马达', '马达不转'],
    ['方明', '对方明确要求退款'],
    ['安明', '保安明天来'],
    ['单明', '订单明细有误'],
    ['高文', '提高文化水平'],
    ['金文', '现金文件'],
    ['于明', '由于明天停电'],
    ['周建国', '周总结会，本周总共三次，周总量'],
    ['高小敏', '提高总价，高总价'],
    ['方小敏', '对方先生没有接'],
    ['安小敏', '保安先生说不让进'],
    ['王小明', '王小明诊所的电话、王小明牌水表'],
    ['王小明', '王师傅、王工到场'],
    ['Will Li', 'will call again, Willow'],
    ['华为', '华为手机'],
    ['星海科技有限公司', '星海科技有限公司来电'],
    ['妻子', '妻子说不用来'],
    ['不愿透露', '客户不愿透露'],
    ['李', '李明来电'],
  ])('of %s nothing is hidden: %s', (customer, text) => {
    expect(shown(customer, text)).toBe(text);
  });

  it.each([
    ['高兴', '高兴来电，联系人高兴，客户很高兴', '高*来电，联系人高*，客户很高兴'],
    ['高兴', '姓名：高兴，电话 138****5678', '姓名：高*，电话 138****5678'],
    ['高兴', '高兴 138****5678', '高* 138****5678'],
    ['高兴', '高兴', '高*'],
    ['文明', '客户：文明，反映漏水。文明投诉两次', '客户：文*，反映漏水。文*投诉两次'],
    ['高峰', '高峰先生说高峰期没人', '高*先生说高峰期没人'],
  ])('%s, which is a word as well, is hidden where somebody is meant: %s', (customer, text, hidden) => {
    expect(shown(customer, text)).toBe(hidden);
  });

  it('leaves colleagues readable', () => {
    const staff = ['李伟', '张敏'];
    expect(shown('李伟', '李伟已回电', staff)).toBe('李伟已回电');
    expect(shown('李伟东', '李伟已回电李伟东', staff)).toBe('李伟已回电李*');
    expect(shown('张三', '张总已批，张先生同意', staff)).toBe('张总已批，张*同意');
    expect(shown('张三', '张敏先生说', staff)).toBe('张敏先生说');
    expect(shown('王芳', '李伟王芳已通话', staff)).toBe('李伟王*已通话');
  });
});

it.each<[string, string[], string[]]>([
  ['李', ['李'], []],
  ['李*', ['李'], []],
  ['李先生', ['李'], []],
  ['J', ['J'], []],
  ['小*', [], []],
  ['不愿透露', [], []],
  ['李明', ['李'], ['李明']],
  ['客户李明', ['李'], ['李明']],
  ['阿强', ['阿'], ['阿强']],
  ['John', ['J'], ['JOHN', 'john']],
  ['李明、王芳、李明', ['李', '王'], ['李明', '王芳']],
])('%s is known by what it begins with, and in full where it is', (value, heads, names) => {
  const callings = callingsOf(value, keyed);
  expect(callings.map(each => each.split(' ')[0])).toEqual(heads);
  const named = peopleCalled(callings, { keyed, people: [] });
  expect(names.map(name => named?.isName(name))).toEqual(names.map(() => true));
  expect(callings.filter(each => each.includes(' '))).toHaveLength(names.length > 0 ? heads.length : 0);
  expect([value[0] ?? '', `${value}甲`].map(name => named?.isName(name) ?? false)).toEqual([false, false]);
});

describe('a text with names hidden', () => {
  it.each([
    ['李*来电', '李小明来电'],
    ['李*说王*不在', '李小明说王五不在'],
    ['欧阳*', '欧阳娜娜'],
    ['138****5678', '138****5678'],
    ['尺寸2*3，李*', '尺寸2*3，李明'],
    ['A*B', 'A*B'],
  ])('%s stands for %s', (hidden, full) => {
    expect(standsFor(hidden, full)).toBe(true);
  });

  it.each([
    ['李*来电', '王小明来电'],
    ['李*来电', '李小明，来电'],
    ['李*', '李小明来电说了很多很多很多很多很多很多很多很多很多话'],
    ['李*来电', '李小明来电了'],
    ['李明来电', '李小明来电'],
  ])('%s does not stand for %s', (hidden, full) => {
    expect(standsFor(hidden, full)).toBe(false);
  });

  it('says what stands behind each star', () => {
    expect(namesBehind('李小明和王五，A*B', '李*和王*，A*B')).toEqual([
      { full: '李小明', shown: '李*' },
      { full: '王五', shown: '王*' },
    ]);
  });

  it('is laid beside another in no time, whatever stands in it', () => {
    const stars = '李*'.repeat(190);
    expect(standsFor(stars, '李李'.repeat(190))).toBe(true);
    expect(standsFor('*'.repeat(50_000), '李'.repeat(50_000))).toBe(false);
    expect(standsFor('李*'.repeat(20_000), '李明'.repeat(20_000))).toBe(false);
  });
});
