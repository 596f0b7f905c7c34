import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskCustomer } from '../../../functions/src/core/cells/mask.ts';
import {
  contactForm,
  contactKey,
  maskContact,
  normaliseContact,
} from '../../../functions/src/core/lib/contact.ts';

// Case C.1
describe('a contact', () => {
  it.each([
    ['13812345678', 'mobile', '138****5678'],
    ['138 1234 5678', 'mobile', '138****5678'],
    ['138-1234-5678', 'mobile', '138****5678'],
    ['+86 13812345678', 'mobile', '138****5678'],
    ['0086-13812345678', 'mobile', '138****5678'],
    ['013812345678', 'mobile', '138****5678'],
    ['0 138 1234 5678', 'mobile', '138****5678'],
    ['13812345678', 'mobile', '138****5678'],
    ['010-88886666', 'landline', '010-****6666'],
    ['010—88886666', 'landline', '010-****6666'],
    ['(0755)8888666', 'landline', '****8666'],
    ['0755-88886666-801', 'landline', '0755-****6666'],
    ['88886666-12', 'landline', '****6666'],
    ['88886666', 'landline', '****6666'],
    ['400-888-6666', 'landline', '****6666'],
    ['4008886666', 'landline', '****6666'],
    ['ZhangSan@Example.com', 'mail', 'z***@example.com'],
    ['a@b.cn', 'mail', 'a***@b.cn'],
    ['138****5678', 'masked', '138****5678'],
    ['138****5678', 'masked', '138****5678'],
    ['z***@example.com', 'masked', 'z***@example.com'],
    ['010-62781234转801', 'landline', '010-****1234'],
    ['62781234*802', 'landline', '****1234'],
    ['62781234 ext. 12', 'landline', '****1234'],
    ['010-62781234,801', 'landline', '010-****1234'],
    ['62781234分机802', 'landline', '****1234'],
    ['88886666,13812345678', 'several', '****6666,138****5678'],
    ['400-800-8820转3', 'landline', '****8820'],
    ['13500010008/13500010009', 'several', '135****0008/135****0009'],
    ['13500010008 13500010009', 'several', '135****0008 135****0009'],
    ['010-88886666/13812345678', 'several', '010-****6666/138****5678'],
    ['13500010011（微信同号）', 'several', '135****0011(微信同号)'],
    ['13500010003 张先生，晚上打', 'several', '135****0003 张先生,晚上打'],
    ['+852 9123 4567', 'foreign', '+852****4567'],
    ['+1 (415) 555-0132', 'foreign', '+1****0132'],
    ['00852-91234567', 'foreign', '+852****4567'],
    ['852-91234567', 'foreign', '+852****4567'],
    ['853 6612 3456', 'foreign', '+853****3456'],
    ['(852)91234567', 'foreign', '+852****4567'],
    ['1-415-555-0132', 'foreign', '+1****0132'],
    ['(415) 555-0132', 'foreign', '+1****0132'],
    ['886-912 345 678', 'foreign', '+886****5678'],
    ['+49 (0)30 1234567', 'foreign', '+49****4567'],
    ['86-13500010003', 'mobile', '135****0003'],
    ['手机：135.0001.0003', 'mobile', '135****0003'],
    ['+86 10 6278 1234', 'landline', '010-****1234'],
    ['95588', 'short', '95***'],
    ['12315', 'short', '12***'],
    ['10086', 'short', '10***'],
    ['微信:lihua_88', 'account', '微信:li****'],
    ['WeChat：LiHua_88', 'account', '微信:li****'],
    ['qq 12345678', 'account', 'QQ:12****'],
    ['lihua_88（微信）', 'account', '微信:li****'],
    ['企业微信:lihua', 'account', '企业微信:li****'],
    ['V信：lihua88', 'account', '微信:li****'],
    ['抖音号 lihua88', 'account', '抖音:li****'],
    ['淘宝旺旺 lihua', 'account', '旺旺:li****'],
    ['13500010011 微信 lihua_88', 'several', '135****0011 微信:li****'],
  ])('%s is a %s, shown as %s', (typed, form, shown) => {
    const contact = normaliseContact(typed);
    expect(contactForm(contact)).toBe(form);
    expect(maskContact(contact)).toBe(shown);
  });

  it.each([
    '12345',
    '1381234567',
    '138123456789',
    '12812345678',
    '微信 abc',
    'a@b',
    '@example.com',
    'a b@',
    '**@',
    '****',
    '13812345678**',
    '**13812345678',
    '1381234567/13500010009',
    '2023-10-01',
    '114',
    '=HYPERLINK("x")',
  ])('%s is none', typed => {
    expect(contactForm(normaliseContact(typed))).toBe('invalid');
  });

  it.each([
    [
      '13500010003',
      [
        '+86 135-0001-0003',
        '86-13500010003',
        '0086 135 0001 0003',
        '013500010003',
        '13500010003（微信同号）',
        '电话13500010003',
      ],
    ],
    [
      '010-62781234',
      ['(010)62781234转801', '01062781234', '+86-10-62781234', '010 6278 1234', '010-62781234*802'],
    ],
    ['0755-83334444', ['075583334444', '+86 755 8333 4444', '86-0755-83334444']],
    ['400-888-6666', ['4008886666', '400 8886666', '4008-886-666转2']],
    ['+852 9123 4567', ['00852-91234567', '+85291234567', '（+852）91234567', '(852)91234567']],
    ['+1 (415) 555-0132', ['1-415-555-0132', '(415) 555-0132', '001-415-555-0132']],
    ['+49 30 1234567', ['+49 (0)30 1234567', '0049-30-1234567']],
    [
      '微信:lihua_88',
      ['V信lihua_88', 'WeChat: LiHua_88', 'vx lihua_88', '微信号lihua_88', 'V：lihua_88', 'LiHua_88（微信）'],
    ],
    [
      '13500010009',
      ['微信:13500010009', '支付宝 13500010009', '抖音号：13500010009', 'whatsapp +86 13500010009'],
    ],
    ['zhang@example.com', ['ZHANG@Example.com', '邮箱：zhang@example.com']],
  ])('%s reaches whom its other forms reach', (one, others) => {
    for (const other of others)
      expect([other, contactKey(normaliseContact(other))]).toEqual([
        other,
        contactKey(normaliseContact(one)),
      ]);
  });

  it.each([
    ['13500010003', '13500010004'],
    ['010-62781234', '020-62781234'],
    ['+85291234567', '+85391234567'],
    ['微信:lihua_88', 'QQ:12345678'],
  ])('%s and %s reach different people', (one, other) => {
    expect(contactKey(normaliseContact(one))).not.toBe(contactKey(normaliseContact(other)));
  });

  const digits = (count: number) =>
    fc
      .array(fc.constantFrom(...'0123456789'), { minLength: count, maxLength: count })
      .map(all => all.join(''));
  const mobiles = fc
    .tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(1), digits(4), digits(4))
    .map(([start, third, middle, end]) => ({ number: start + third + middle + end, middle }));

  // Template 2.5, 4.4
  it('a masked mobile never shows its middle, however it was typed', () => {
    const ways = fc.constantFrom<(number: string) => string>(
      number => number,
      number => `+86${number}`,
      number => ` ${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)} `,
      number => [...number].join(' '),
      number => [...number].map(digit => String.fromCodePoint(0xff10 + Number(digit))).join(''),
    );
    fc.assert(
      fc.property(mobiles, ways, ({ number }, write) => {
        const shown = maskContact(normaliseContact(write(number)));
        expect(shown).toBe(`${number.slice(0, 3)}****${number.slice(7)}`);
      }),
    );
  });

  it('what the sheet shows is taken back as it is, and tells at most eight digits', () => {
    const landlines = fc
      .tuple(
        fc.constantFrom('', '010-', '0755-', '021', '0371'),
        fc.constantFrom('2', '8'),
        digits(7),
        digits(3),
      )
      .map(([area, first, rest, extension]) => `${area}${first}${rest}-${extension}`);
    const mails = fc.emailAddress().map(normaliseContact);
    const contacts = fc.oneof(
      mobiles.map(each => each.number),
      landlines,
      mails.filter(mail => contactForm(mail) === 'mail'),
    );
    fc.assert(
      fc.property(contacts, contact => {
        const shown = maskContact(contact);
        expect(contactForm(normaliseContact(shown))).toBe('masked');
        expect(maskContact(normaliseContact(shown))).toBe(shown);
        expect(shown.split('@')[0]?.replace(/\D/g, '').length).toBeLessThanOrEqual(8);
      }),
    );
  });
});

// Case C.5
describe("a customer's name", () => {
  it.each([
    ['李小明', '李*'],
    ['李明', '李*'],
    ['欧阳娜娜', '欧阳*'],
    ['李*', '李*'],
    ['客户李*', '客户李*'],
    ['李', '李'],
    ['李知行', '李*'],
    ['王小明院长', '王*'],
    ['刘店长', '刘*'],
    ['𠮷田一郎', '𠮷*'],
    ['John', 'J*'],
    ['XX科技有限公司', 'XX科技有限公司'],
    ['XX科技有限公司 张三', 'XX科技有限公司 张*'],
    ['李小明(XX公司)', '李*(XX公司)'],
    ['李*、王小明', '李*、王*'],
    ['工商银行', '工商银行'],
    ['招商银行朝阳支行', '招商银行朝阳支行'],
    ['市第一人民医院', '市第一人民医院'],
    ['朝阳旗舰店', '朝阳旗舰店'],
    ['实验小学', '实验小学'],
    ['华为', '华为'],
    ['星巴克', '星巴克'],
    ['顺丰速运', '顺丰速运'],
    ['万科物业', '万科物业'],
    ['美的集团', '美的集团'],
    ['如家酒店', '如家酒店'],
    ['万达广场', '万达广场'],
    ['张记面馆', '张记面馆'],
    ['张记包子铺', '张记包子铺'],
    ['李记烧鹅店', '李记烧鹅店'],
    ['王记酱菜', '王记酱菜'],
    ['刘记布坊', '刘记布坊'],
    ['陈记茶行', '陈记茶行'],
    ['孙记铺', '孙记铺'],
    ['王氏中医馆', '王氏中医馆'],
    ['赵家小馆', '赵家小馆'],
    ['老张修理铺', '老张修理铺'],
    ['张三丰武馆', '张三丰武馆'],
    ['欧阳记面馆', '欧阳记面馆'],
    ['丽丽美甲', '丽丽美甲'],
    ['同仁堂', '同仁堂'],
    ['红旗社', '红旗社'],
    ['水泥厂', '水泥厂'],
    ['阳光托养所', '阳光托养所'],
    ['康复中心', '康复中心'],
    ['悦来客栈', '悦来客栈'],
    ['书店', '书店'],
    ['张店', '张*'],
    ['李院长', '李*'],
    ['陈所长', '陈*'],
    ['刘中心', '刘*'],
    ['王小馆', '王*'],
    ['李小店', '李*'],
    ['周志厂', '周*'],
    ['孙建社', '孙*'],
    ['张玉堂', '张*'],
    ['佘玉堂', '佘*'],
    ['欧阳文馆', '欧阳*'],
    ['李记者', '李*'],
    ['王氏兄弟', '王*'],
    ['老李铺', '老*'],
    ['业主张玉堂', '业*'],
    ['张三住院', '张*'],
    ['李总一行', '李*'],
    ['水星家纺', '水星家纺'],
    ['宁德时代', '宁德时代'],
    ['王老吉', '王老吉'],
    ['Starbucks', 'Starbucks'],
    ['vivo', 'vivo'],
    ['李广场', '李*'],
    ['IBM', 'IBM'],
    ['Acme Trading Co., Ltd.', 'Acme Trading Co., Ltd.'],
    ['华为民', '华*'],
    ['万科', '万科'],
    ['万小科', '万*'],
    ['王建设', '王*'],
    ['张海', '张*'],
    ['李宁', '李*'],
    ['物业张三', '物*'],
  ])('%s is shown as %s', (name, shown) => {
    expect(maskCustomer(name)).toBe(shown);
  });

  it('what is shown is shown the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'李王欧阳公司店 、()*ab𠮷') }), name => {
        expect(maskCustomer(maskCustomer(name))).toBe(maskCustomer(name));
      }),
    );
  });
});
