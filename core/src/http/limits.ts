/**
 * What the tables of a deployed real core, in PostgreSQL, have room for, by the names of the fields. It answers 500
 * where there is more; its in-memory database, which has room for anything, would let a test pass that could not.
 */
const MAX_LENGTHS: Readonly<Record<string, number>> = {
  userId: 128,
  recipeUserId: 128,
  primaryUserId: 128,
  superTokensUserId: 128,
  externalUserId: 128,
  email: 256,
  newEmail: 256,
  phoneNumber: 256,
  thirdPartyId: 256,
  thirdPartyUserId: 256,
  role: 255,
  permissions: 255,
  deviceName: 256,
  newDeviceName: 256,
  secretKey: 256,
  relyingPartyId: 256,
  relyingPartyName: 256,
  origin: 256,
};

/** Passwords, tokens and hashes are long by nature, though not this long. */
const MAX_LENGTH = 100_000;

export const maxLengthOf = (field: string): number =>
  Object.hasOwn(MAX_LENGTHS, field) ? (MAX_LENGTHS[field] ?? MAX_LENGTH) : MAX_LENGTH;

/** PostgreSQL cannot store NUL in a text. */
export const isStorable = (text: string): boolean => !text.includes('\0');
