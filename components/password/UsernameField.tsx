import { Input } from '../ui/form/elements';

/**
 * A hidden field that tells password managers which account the password belongs to. Without it some of them
 * would store the password for another account.
 *
 * @see https://www.chromium.org/developers/design-documents/form-styles-that-chromium-understands/
 */
export function UsernameField({ email }: { email: string }) {
  return (
    <Input type="text" name="username" autoComplete="username" value={email} readOnly hidden tabIndex={-1} />
  );
}
