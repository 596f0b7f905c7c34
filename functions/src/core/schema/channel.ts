// The channel that every desk has; the others are named in settings, and their addresses are known to the service
// alone.

export const MAIL = '邮件';
