import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contactForm,
  maskContact,
  maskCustomer,
  normaliseContact,
} from '../../../functions/src/core/cells/mask.ts';

describe('a contact', () => {
  it.each([
    ['13812345678', 'mobile', '138****5678'],
    ['138 1234 5678', 'mobile', '138****5678'],
    ['138-1234-5678', 'mobile', '138****5678'],
    ['+86 13812345678', 'mobile', '138****5678'],
    ['0086-13812345678', 'mobile', '138****5678'],
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
    '010-88886666/13812345678',
    '=HYPERLINK("x")',
  ])('%s is none', typed => {
    expect(contactForm(normaliseContact(typed))).toBe('invalid');
  });

  const digits = (count: number) =>
    fc
      .array(fc.constantFrom(...'0123456789'), { minLength: count, maxLength: count })
      .map(all => all.join(''));
  const mobiles = fc
    .tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(1), digits(4), digits(4))
    .map(([start, third, middle, end]) => ({ number: start + third + middle + end, middle }));

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
