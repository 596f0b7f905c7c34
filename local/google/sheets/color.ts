// Colours: `#rrggbb` in the workbook, fractions of red, green and blue on the wire.
import { z } from 'zod';

const part = z.number().min(0).max(1).optional();
const color = z.strictObject({ red: part, green: part, blue: part, alpha: part });

export const colorFields = { color, style: z.strictObject({ rgbColor: color }) };

type Color = z.infer<typeof color>;

/** `#rrggbb` of either way to say a colour; the style wins, as with Google. A part that is absent is 0. */
export function hexOf(plain: Color | undefined, style: { rgbColor: Color } | undefined): string | undefined {
  const given = style?.rgbColor ?? plain;
  if (!given) return undefined;
  const pair = (fraction = 0) =>
    Math.round(fraction * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${pair(given.red)}${pair(given.green)}${pair(given.blue)}`;
}

/** Parts that are 0 are left out, as in Google's answers. */
export function colorOf(hex: string): Color {
  const fraction = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  const parts = { red: fraction(1), green: fraction(3), blue: fraction(5) };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value > 0));
}
