// The served part of Google's `Utilities` namespace.
import type { Blob } from './base.ts';

export interface Charset {
  toString(): string;
}
export interface DigestAlgorithm {
  toString(): string;
}

export interface Utilities {
  Charset: { UTF_8: Charset };
  DigestAlgorithm: {
    MD5: DigestAlgorithm;
    SHA_1: DigestAlgorithm;
    SHA_256: DigestAlgorithm;
    SHA_384: DigestAlgorithm;
    SHA_512: DigestAlgorithm;
  };
  base64Decode(encoded: string): number[];
  base64DecodeWebSafe(encoded: string): number[];
  base64Encode(data: number[]): string;
  base64Encode(data: string): string;
  base64Encode(data: string, charset: Charset): string;
  base64EncodeWebSafe(data: number[]): string;
  base64EncodeWebSafe(data: string): string;
  base64EncodeWebSafe(data: string, charset: Charset): string;
  computeDigest(algorithm: DigestAlgorithm, value: number[]): number[];
  computeDigest(algorithm: DigestAlgorithm, value: string): number[];
  computeDigest(algorithm: DigestAlgorithm, value: string, charset: Charset): number[];
  formatDate(date: Date, timeZone: string, format: string): string;
  getUuid(): string;
  newBlob(data: number[]): Blob;
  newBlob(data: number[], contentType: string): Blob;
  newBlob(data: number[], contentType: string, name: string): Blob;
  newBlob(data: string): Blob;
  newBlob(data: string, contentType: string): Blob;
  newBlob(data: string, contentType: string, name: string): Blob;
  sleep(milliseconds: number): void;
}
