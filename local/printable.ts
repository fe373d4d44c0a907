/**
 * A text that cannot steer a terminal: without control characters but line breaks and tabs, and without those that turn
 * the direction of what follows.
 */
export const printable = (text: string): string => text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '');
