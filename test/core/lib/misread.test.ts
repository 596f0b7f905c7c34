// Names that came in another encoding than they were written in: read back where that can be done, else blank.
import { expect, it } from 'vitest';
import { misread } from '../../../functions/src/core/lib/misread.ts';

it.each([
  ['张三', undefined],
  ['John', undefined],
  ['José', undefined],
  ['', undefined],
  // UTF-8 that was read as windows-1252; the hard blank may be a plain one by now.
  ['å¼\u00a0ä¸‰', '张三'],
  ['å¼ ä¸‰', '张三'],
  ['ä¸€', '一'],
  ['Aå¼\u00a0', 'A张'],
  ['&#24352;&#19977;', '张三'],
  ['&#x5f20;&#X4E09;', '张三'],
  ['\\u5f20\\u4E09', '张三'],
  ['%E5%BC%A0%E4%B8%89', '张三'],
  ['&#x5f20;&#x10ffff;', '张\u{10ffff}'],
  ['&#x5f20;&#x110000;', '张'],
  ['&#65;&#66;', undefined],
  ['%E5%BC', undefined],
  // UTF-8 that was read as GBK, the other way round, and what is lost.
  ['寮犱笁', ''],
  ['寮?', ''],
  ['寮€', ''],
  ['寮', undefined],
  ['寮好', undefined],
  ['好犱', undefined],
  ['ÕÅÈý', ''],
  ['??', ''],
  ['锟斤拷', ''],
  // What programs write that have no name.
  ['[object Object]', ''],
  [' undefined ', ''],
  ['loading...', ''],
])('%j was %j', (text, meant) => {
  expect(misread(text)).toBe(meant);
});
