import { InputError } from '../shared/errors.ts';

/** Name and `major.minor` of this program. */
const PRODUCT = 'Dateline/0.1';

/**
 * An honest name, with somebody to write to where the operator says whom: publishers block what hides.
 *
 * @param contact URL or mail address
 * @throws InputError where it cannot stand in a header
 */
export function userAgent(contact?: string): string {
  if (contact === undefined) return PRODUCT;
  if (!/^[\x21-\x27\x2a-\x7e]+$/.test(contact)) {
    throw new InputError(`the contact "${contact}" must be a URL or a mail address, without blanks and parentheses`);
  }
  return `${PRODUCT} (+${contact})`;
}
