// OIDC tokens. Of users: issuer, audience, expiry and signature by JWKS are verified. Of our own queue and schedule:
// IAM has done so and has taken the signature off, so that claims are read. The same code everywhere.
// https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken

import {
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import * as z from 'zod';
import { RequestError } from '../../contract/request-error.ts';
import type { Account, Identity, MachineDoor } from '../../ports/identity.ts';
import { VerifiedAccounts } from './verified-accounts.ts';

export interface IdentitySettings {
  /** Whose tokens are taken. */
  issuers: string[];
  jwksUrl: string;
  /** OAuth client ids of the add-on: whom a user's token must be made out to. */
  userAudiences: string[];
  /**
   * Of each function that our machines call: its addresses, whom their token must be made out to, and the account that
   * they act as. `*` in an address stands for a part of the host's name.
   */
  machines: Record<MachineDoor, { audiences: string[]; account: string }>;
}

/** Subjects become document ids: what no issuer gives, and no database takes, is nobody's. */
const SUBJECT = /^(?!\.{1,2}$|__.*__$)[\x21-\x2e\x30-\x7e]{1,255}$/;

/** Addresses stand among the members and in the history. */
const MAIL = /^[^\s@\p{Cc}\p{Cs}]{1,64}@[^\s@\p{Cc}\p{Cs}]{1,255}$/u;

/** Clocks of issuer and service may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** Faults of the key set itself: it came late, not at all, or was none. The plain error is thrown for nothing else. */
const OF_KEY_SET = new Set([errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code]);

/** What the issuers sign with. */
const ALGORITHM = 'RS256';

/** What is read of a machine's token. */
const machineClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number(),
  sub: z.string().min(1),
  email: z.unknown().optional(),
  email_verified: z.unknown().optional(),
});

export class TokenIdentity implements Identity {
  private readonly settings: IdentitySettings;
  private readonly now: () => number;
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  private readonly verified = new VerifiedAccounts();

  constructor(settings: IdentitySettings, now: () => number) {
    this.settings = settings;
    this.now = now;
    this.keys = createRemoteJWKSet(new URL(settings.jwksUrl));
  }

  async user(token: string | undefined): Promise<Account> {
    if (!token) throw new RequestError('token_missing');
    const now = this.now();
    const known = this.verified.find(token, now);
    if (known) return known;
    const claims = await this.verify(token, this.settings.userAudiences, now);
    const { sub, email, email_verified: verified, exp = 0 } = claims;
    const isAccount = sub !== undefined && SUBJECT.test(sub) && typeof email === 'string' && MAIL.test(email);
    if (!isAccount || verified !== true) throw new RequestError('token_invalid');
    const account = { subject: sub, mail: email };
    this.verified.keep(token, account, now, (exp + CLOCK_TOLERANCE_SECONDS) * 1_000);
    return account;
  }

  async machine(token: string | undefined, door: MachineDoor): Promise<void> {
    const { audiences, account } = this.settings.machines[door];
    const { email, email_verified: verified } = this.read(token, audiences);
    if (verified !== true || email !== account) {
      throw new RequestError('not_our_machine');
    }
  }

  /** What a token claims that IAM has let through: nobody can tell any more who signed it. */
  private read(token: string | undefined, audiences: readonly string[]): z.infer<typeof machineClaims> {
    if (!token) throw new RequestError('token_missing');
    const { issuers } = this.settings;
    const claims = claimsOf(token);
    const now = this.now() / 1_000;
    const isTimely =
      claims.exp > now - CLOCK_TOLERANCE_SECONDS && (claims.nbf ?? 0) <= now + CLOCK_TOLERANCE_SECONDS;
    const isOurs = audiences.some(address => isAt(address, claims.aud));
    if (!isTimely || !isOurs || !issuers.includes(claims.iss)) throw new RequestError('token_invalid');
    return claims;
  }

  private async verify(token: string, audience: string[], now: number): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.settings.issuers,
        audience,
        algorithms: [ALGORITHM],
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: new Date(now),
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return payload;
    } catch (error) {
      // A key set that cannot be fetched is our trouble, not the caller's: it goes on as a server fault.
      if (error instanceof errors.JOSEError && !OF_KEY_SET.has(error.code)) {
        throw new RequestError('token_invalid', { cause: error });
      }
      throw error;
    }
  }
}

/** @throws RequestError when it is no token, or none such as the issuers make. */
function claimsOf(token: string): z.infer<typeof machineClaims> {
  try {
    if (decodeProtectedHeader(token).alg !== ALGORITHM) throw new RequestError('token_invalid');
    return machineClaims.parse(decodeJwt(token));
  } catch (cause) {
    throw cause instanceof RequestError ? cause : new RequestError('token_invalid', { cause });
  }
}

/**
 * Whether an audience is an address. `*` in it stands for what Google puts into a host's name; Cloud Scheduler may add
 * a `/`.
 */
function isAt(address: string, audience: string): boolean {
  const [head = '', tail] = address.split('*');
  const asked = audience.replace(/\/$/, '');
  if (tail === undefined) return asked === head;
  const between = asked.slice(head.length, asked.length - tail.length);
  return asked === head + between + tail && /^[a-z0-9-]+$/.test(between);
}
