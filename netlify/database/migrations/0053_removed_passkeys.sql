-- Finds the passkeys of all users that were removed long ago.
CREATE INDEX passkeys_removed_at ON passkeys (removed_at) WHERE removed_at IS NOT NULL;
