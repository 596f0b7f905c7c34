// Descriptions of few signs: those that tell a fact are kept, others that only seem to are not.
import { describe, expect, it } from 'vitest';
import { at, deskOf, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';
import { judging } from '../../fixtures/core/judged-cell.ts';

const judge = judging(at('2026-11-20 15:00'), deskOf());

// Template 0.27
// Case C.3
describe('a description', () => {
  it.each([
    '客户说东西用不了',
    '手机坏了用不了',
    '设备无法正常使用',
    '不能正常使用了请安排师傅',
    '问题还没有解决',
    '上次的问题又来了',
    '出现了一些问题',
    '要求售后服务',
    '情况如电话所述',
    '请看聊天记录',
    '电话里已经说过了',
    '详见附件',
  ])('%s is refused', text => {
    expect(judge(hotline, 'description', text)).toEqual({ value: null, codes: ['description_vague'] });
    expect(judge(feedback, 'content', text).codes).toEqual(['description_vague']);
  });

  it.each([
    '双面打印功能用不了',
    '车机死机，导航用不了',
    '漏电',
    '插座冒火花',
    '净水器漏水',
    '包装破损',
    '门关不严',
    '态度恶劣',
  ])('%s is kept, and asked for more', text => {
    const { value, codes } = judge(hotline, 'description', text);
    expect([value, codes.includes('description_vague')]).toEqual([text, false]);
    expect(codes).toContain('description_short');
  });
});
