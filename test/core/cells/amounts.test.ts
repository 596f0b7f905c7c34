// What a customer got in compensation: its amount in the ways that clerks write it, and whether anything was given.
import { describe, expect, it } from 'vitest';
import { mentions } from '../../../functions/src/core/figures/mentions.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { at, deskOf } from '../../fixtures/core/desk-fixture.ts';
import { judging } from '../../fixtures/core/judged-cell.ts';

const judge = judging(at('2026-11-20 15:00'), deskOf());

// Template 1.26, 3.22
describe('the amount of a compensation', () => {
  it.each<[string | number, number]>([
    [50, 50],
    ['50', 50],
    ['５０元', 50],
    ['50块钱', 50],
    ['￥1,200', 1200],
    ['1200.50元', 1200.5],
    ['1.2万元', 12_000],
    ['五十元', 50],
    ['两百块', 200],
    ['二百五十元', 250],
    ['两百五', 250],
    ['一百零五元', 105],
    ['一千二百元', 1200],
    ['一千零八十元', 1080],
    ['一万二', 12_000],
    ['三万五千元', 35_000],
    ['十二元', 12],
    ['零元', 0],
  ])('is read in %s', (written, amount) => {
    expect(judge(complaints, 'compensationAmount', written)).toEqual({ value: amount, codes: [] });
  });

  it.each(['五十到一百', '优惠券', '50元/100元', '百把块', '万'])('is asked for again at %s', written => {
    expect(judge(complaints, 'compensationAmount', written)).toEqual({
      value: null,
      codes: ['number_invalid'],
    });
  });
});

describe('a plan', () => {
  const { compensated } = plans.measures ?? {};
  const gives = (text: string) => compensated !== undefined && mentions({ compensation: text }, compensated);

  it.each(['赠送滤芯一支', '优惠券50元', '退款', '免费延保一年', '减免上门费', '五十元话费'])(
    'gives %s',
    text => {
      expect(gives(text)).toBe(true);
    },
  );

  it.each([
    '',
    '无',
    '没有',
    '/',
    '——',
    '不补偿',
    '暂不补偿',
    '无需补偿',
    '0',
    '0元',
    '客户放弃补偿',
    '客户表示不需要',
    '未提',
  ])('gives nothing with “%s”', text => {
    expect(gives(text)).toBe(false);
  });
});
