// Addresses with a signature: what they stand for is readable, and nobody but us can have written it.

import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../core/lib/time.ts';
import type { SignedLink } from '../core/notices/signed-link.ts';
import type { Links } from '../ports/links.ts';

/** Signatures of other things under the same secret would be other texts. */
const PURPOSE = 'sheetdesk-link-1';

const text = z.string().min(1).max(200);
const link = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('row'), deskId: text, table: text, key: text, until: z.number() }),
  z.strictObject({ to: z.literal('acknowledge'), deskId: text, key: text, person: text, until: z.number() }),
  z.strictObject({
    to: z.literal('case'),
    deskId: text,
    key: text,
    person: text,
    version: z.number(),
    until: z.number(),
  }),
  z.strictObject({ to: z.literal('calendar'), deskId: text, person: text, version: z.number() }),
]) satisfies z.ZodType<SignedLink>;

export interface LinkPlaces {
  /** Address of our endpoint for links. */
  linkUrl: string;
  linkSecret: string;
  /** Where people open a spreadsheet; `{id}` stands for its id. */
  sheetWebUrl: string;
}

export class SignedLinks implements Links {
  private readonly places: LinkPlaces;

  constructor(places: LinkPlaces) {
    this.places = places;
  }

  address(promised: SignedLink): string {
    const payload = Buffer.from(JSON.stringify(promised)).toString('base64url');
    return `${this.places.linkUrl}/${promised.to}/${payload}.${this.sign(payload).toString('base64url')}`;
  }

  read(token: string, now: Instant): SignedLink | undefined {
    const [payload = '', signature = '', ...more] = token.split('.');
    const given = Buffer.from(signature, 'base64url');
    const expected = this.sign(payload);
    if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
      return undefined;
    const parsed = link.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    if (!parsed.success) return undefined;
    return 'until' in parsed.data && parsed.data.until < now ? undefined : parsed.data;
  }

  sheet(deskId: string, sheetId: number, row?: number): string {
    const range = row === undefined ? '' : `&range=A${row}`;
    return `${this.places.sheetWebUrl.replace('{id}', deskId)}#gid=${sheetId}${range}`;
  }

  view(deskId: string, sheetId: number, filterViewId: number): string {
    return `${this.sheet(deskId, sheetId)}&fvid=${filterViewId}`;
  }

  private sign(payload: string): Buffer {
    return createHmac('sha256', this.places.linkSecret).update(`${PURPOSE}.${payload}`).digest();
  }
}
