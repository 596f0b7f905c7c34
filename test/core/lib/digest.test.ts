// Digests stand in stored data, as keys of rows and as marks of customers: they are the same in every release.
import { expect, it } from 'vitest';
import { digestOf, keyedDigest, rekeyed } from '../../../functions/src/core/lib/digest.ts';
import { keyedHere } from '../../fixtures/core/desk-fixture.ts';

it.each([
  ['desk-1|people|/王芳', 'ae9b8380d24604bfa99a9b3fe0'],
  ['', '0c329583afc3bc39cc0286470c'],
])('of %j is what it always was', (text, digest) => {
  expect(digestOf(text)).toBe(digest);
});

it('by the key of a desk it is the same whether a text or its plain digest is keyed', () => {
  const keyed = keyedDigest('13812345678', keyedHere);
  expect(keyed).toBe('p2ff65158df60');
  expect(rekeyed(digestOf('13812345678'), keyedHere)).toBe(keyed);
  expect(rekeyed(keyed, keyedHere)).toBe(keyed);
});
