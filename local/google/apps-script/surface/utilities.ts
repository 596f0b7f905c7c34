// The served part of Google's `Utilities` namespace.

export interface Utilities {
  formatDate(date: Date, timeZone: string, format: string): string;
  getUuid(): string;
  sleep(milliseconds: number): void;
}
