// Verifies OIDC tokens of users and of our own queue: issuer, audience, expiry, signature by JWKS. The same code everywhere.
// https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken

import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { RequestError } from '../../contract/request-error.ts';
import type { Account, Identity } from '../../ports.ts';

export interface IdentitySettings {
  /** Whose tokens are taken. */
  issuers: string[];
  jwksUrl: string;
  /** OAuth client ids of the add-on: whom a user's token must be made out to. */
  userAudiences: string[];
  /** Addresses of our own functions: whom a machine's token must be made out to. */
  machineAudiences: string[];
  /** Account that our queue and scheduler act as. */
  serviceAccount: string;
}

/** Subjects become document ids: what no issuer gives, and no database takes, is nobody's. */
const SUBJECT = /^(?!\.{1,2}$|__.*__$)[\x21-\x2e\x30-\x7e]{1,255}$/;

/** Addresses stand among the members and in the history. */
const MAIL = /^[^\s@\p{Cc}\p{Cs}]{1,64}@[^\s@\p{Cc}\p{Cs}]{1,255}$/u;

/** Clocks of issuer and service may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 60;

export class TokenIdentity implements Identity {
  private readonly settings: IdentitySettings;
  private readonly now: () => number;
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(settings: IdentitySettings, now: () => number) {
    this.settings = settings;
    this.now = now;
    this.keys = createRemoteJWKSet(new URL(settings.jwksUrl));
  }

  async user(token: string | undefined): Promise<Account> {
    const { sub, email, email_verified: verified } = await this.verify(token, this.settings.userAudiences);
    const isAccount = sub !== undefined && SUBJECT.test(sub) && typeof email === 'string' && MAIL.test(email);
    if (!isAccount || verified !== true) throw new RequestError('token_invalid');
    return { subject: sub, mail: email };
  }

  async machine(token: string | undefined): Promise<void> {
    const { email, email_verified: verified } = await this.verify(token, this.settings.machineAudiences);
    if (verified !== true || email !== this.settings.serviceAccount) {
      throw new RequestError('not_our_machine');
    }
  }

  private async verify(token: string | undefined, audience: string[]): Promise<JWTPayload> {
    if (!token) throw new RequestError('token_missing');
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: this.settings.issuers,
        audience,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'iat', 'sub'],
        currentDate: new Date(this.now()),
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
      });
      return payload;
    } catch (error) {
      // A key set that cannot be fetched is our trouble, not the caller's: it goes on as a server fault.
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) {
        throw new RequestError('token_invalid', { cause: error });
      }
      throw error;
    }
  }
}
