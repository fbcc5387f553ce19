/**
 * Maximum lengths by field name: the column sizes of a deployed real core on PostgreSQL. It answers 500 to
 * longer values; its in-memory database accepts them, so a test there could pass that fails when deployed.
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

/** Maximum length of all other fields, such as passwords, tokens and hashes. */
const MAX_LENGTH = 100_000;

export const maxLengthOf = (field: string): number =>
  Object.hasOwn(MAX_LENGTHS, field) ? (MAX_LENGTHS[field] ?? MAX_LENGTH) : MAX_LENGTH;

/** PostgreSQL cannot store NUL in a text. */
export const isStorable = (text: string): boolean => !text.includes('\0');
