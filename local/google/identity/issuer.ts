// Stands in for accounts.google.com: signs ID tokens with Google's claims and shows the keys that verify them.
// It does not ask who you are; whoever holds the issuer may sign for anybody.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type JSONWebKeySet, SignJWT } from 'jose';
import type { SettableClock } from '../../clock/clock.ts';
import { openKey, type SigningKey } from './key.ts';

/** Google's ID tokens live an hour. */
const DEFAULT_LIFETIME_SECONDS = 3_600;

export interface IdentityClaims {
  /** The user's stable id; mail addresses may change. */
  sub: string;
  email: string;
  /** Whom the token is for: an OAuth client id, or the URL of the called service. */
  audience: string;
  /** Default true. */
  emailVerified?: boolean;
  /** Default an hour. */
  lifetimeSeconds?: number;
}

export interface IssuerOptions {
  /** Where the private key is kept; made when missing. */
  file: string;
  /** The `iss` claim, and the address under which `handle` is reached: `http://host:port/identity`. */
  issuer: string;
  clock: SettableClock;
}

export class Issuer {
  /** What its tokens are verified with. */
  readonly keys: JSONWebKeySet;
  readonly #issuer: string;
  readonly #clock: SettableClock;
  readonly #key: SigningKey;
  readonly #documents: Record<string, unknown>;

  private constructor(options: IssuerOptions) {
    this.#issuer = options.issuer;
    this.#clock = options.clock;
    this.#key = openKey(options.file);
    this.keys = { keys: [this.#key.publicJwk] };
    this.#documents = {
      '/identity/jwks': this.keys,
      '/identity/.well-known/openid-configuration': {
        issuer: options.issuer,
        jwks_uri: `${options.issuer}/jwks`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        claims_supported: ['aud', 'email', 'email_verified', 'exp', 'iat', 'iss', 'sub'],
      },
    };
  }

  /** @throws when the key file is there but is no key, or cannot be written. */
  static open(options: IssuerOptions): Issuer {
    return new Issuer(options);
  }

  /**
   * Signs an ID token (RS256), issued at desk time.
   * @see https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload
   */
  async sign(claims: IdentityClaims): Promise<string> {
    const issuedAt = Math.floor(this.#clock.now() / 1_000);
    return new SignJWT({ email: claims.email, email_verified: claims.emailVerified ?? true })
      .setProtectedHeader({ alg: 'RS256', kid: this.#key.kid, typ: 'JWT' })
      .setIssuer(this.#issuer)
      .setAudience(claims.audience)
      .setSubject(claims.sub)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + (claims.lifetimeSeconds ?? DEFAULT_LIFETIME_SECONDS))
      .sign(this.#key.privateKey);
  }

  /**
   * Answers GET /identity/jwks and GET /identity/.well-known/openid-configuration.
   * @returns false, with nothing written, when the request is for another path
   */
  handle(req: IncomingMessage, res: ServerResponse): boolean {
    const [path = ''] = (req.url ?? '').split('?');
    if (!Object.hasOwn(this.#documents, path)) return false;
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return true;
    }
    res.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'public, max-age=300' });
    res.end(req.method === 'HEAD' ? undefined : JSON.stringify(this.#documents[path]));
    return true;
  }
}
