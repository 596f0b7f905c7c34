// Signs that nobody sees: they come along when people paste from chats and web pages.

/**
 * Format characters, fillers and variation selectors, but those that join or style an emoji, which are seen in it.
 * https://www.unicode.org/reports/tr44/#General_Category_Values
 */
const UNSEEN =
  /(?!\u200d)\p{Cf}|\u034f|\u115f|\u1160|\u3164|\uffa0|[\ufe00-\ufe0e]|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)(?:\u200d|\ufe0f)/gu;

/** A text without them: two names that look alike are the same one, and a number is a number. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '');
