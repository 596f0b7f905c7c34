import { describe, expect, it } from 'vitest';
import { findPerson, personOnDuty } from '../../../functions/src/core/desk/find-person.ts';
import type { Person } from '../../../functions/src/core/desk/person.ts';
import { deskOf, PEOPLE } from '../../fixtures/core/desk-fixture.ts';

const { people } = deskOf();

function found(text: string, among: readonly Person[] = people): string {
  const answer = findPerson(text, among);
  return 'person' in answer ? answer.person.name : `? ${answer.candidates.join('、')}`.trim();
}

describe('a person by the name that clerks write', () => {
  it.each([
    ['李伟', '李伟'],
    ['王*', '王芳'],
    ['*芳', '王芳'],
    ['*', '? 李伟、李敏、王芳、赵强、孙丽、周杰、吴昊'],
    ['李*', '? 李伟、李敏'],
    ['李*敏', '李敏'],
    ['王芳*', '王芳'],
    ['王***', '王芳'],
    ['王芳*芳', '?'],
    ['钱*', '?'],
    ['钱多多', '?'],
    ['王', '?'],
    ['', '?'],
    ['王芳 ', '?'],
  ])('%j means %s', (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  it('a department with * means whoever is on duty there', () => {
    expect(found('技术支持*')).toBe('李伟');
    expect(found('*质检*')).toBe('?');
    // 周杰 stands first in 品控部 and is away.
    expect(found('品控*')).toBe('吴昊');
  });

  it('a department where nobody is on duty means nobody', () => {
    const context = deskOf(PEOPLE.filter(([name]) => name !== '吴昊'));
    expect(found('品控*', context.people)).toBe('?');
    expect(personOnDuty('品控部', context.people)).toBeUndefined();
  });

  it('signs that mean something in patterns are signs', () => {
    const context = deskOf([['A(B).C+[', 'abc', '客服部', '技术', '是']]);
    expect(found('A(B)*[', context.people)).toBe('A(B).C+[');
    expect(found('A.B*', context.people)).toBe('?');
  });

  it('an exact name goes before a pattern', () => {
    const context = deskOf([...PEOPLE, ['李*', 'li', '客服部', '技术', '是']]);
    expect(found('李*', context.people)).toBe('李*');
  });

  it('many asterisks are answered at once', () => {
    const long = '张'.repeat(2_000);
    const context = deskOf([[long, 'long', '客服部', '技术', '是']]);
    expect(found(`${'*张'.repeat(1_500)}*李`, context.people)).toBe('?');
    expect(found(`${'*张'.repeat(1_500)}*`, context.people)).toBe(long);
  });
});
