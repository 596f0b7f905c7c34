// How large a source, a comment and a folder may become.

/** Lines of one file. */
export const LONGEST_FILE = 300;

/** Characters in one line of a comment, or of prose. */
export const LONGEST_LINE = 120;

/** Files in one folder. */
export const MAX_FILES = 24;
