-- The user handle on the device, where it is not the user id: the account has become part of another one.
ALTER TABLE passkeys ADD COLUMN user_handle text;
