// Whether a name is an organisation's: by its last words, by how long it is, and by whose surname it begins with.
import { describe, expect, it } from 'vitest';
import { isOrganisation, surnameOf } from '../../../functions/src/core/lib/organisation.ts';

describe('a name', () => {
  it.each([
    // A trade of four signs and more, or of three that begin with no surname.
    ['极速物流', true],
    ['快物流', true],
    ['张物流', false],
    ['物流', false],
    // A place of trade longer than a name may be.
    ['王小明店', true],
    ['王小店', false],
    ['小王店', false],
    ['同仁堂', true],
    ['水泥厂', true],
    ['水厂', false],
    ['书店', true],
    ['李书店', false],
    ['欧阳小店', false],
    ['欧阳小小店', true],
    ['客户李小店', false],
    ['客户王小明店', true],
    // A city with two signs and more.
    ['上海老王', true],
    ['上海人', false],
    // Whose it is.
    ['张家店', true],
    ['张家', false],
    ['王记店', true],
    ['张记包子铺', true],
    ['李记者', false],
    ['王氏正骨', true],
    ['王氏兄弟', false],
    // A brand, and what may follow it.
    ['联想', true],
    ['联想到', false],
    ['华为售后', true],
    ['华为张三', false],
    // Capitals of two to eight signs.
    ['A', false],
    ['AB', true],
    ['ABCDEFGH', true],
    ['ABCDEFGHI', false],
  ])('%s is an organisation: %s', (name, is) => {
    expect(isOrganisation(name)).toBe(is);
  });

  it.each([
    ['张三', '张'],
    ['欧阳娜娜', '欧阳'],
    ['小明', undefined],
    ['', undefined],
  ])('%j begins with the surname %s', (name, surname) => {
    expect(surnameOf(name)).toBe(surname);
  });
});
