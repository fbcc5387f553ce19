import { Input } from '../ui/form/elements';

/**
 * Tells a password manager whose password is asked for: without a name beside it some would keep it as another account's.
 *
 * @see https://www.chromium.org/developers/design-documents/form-styles-that-chromium-understands/
 */
export function OwnerForPasswordManagers({ email }: { email: string }) {
  return (
    <Input type="text" name="username" autoComplete="username" value={email} readOnly hidden tabIndex={-1} />
  );
}
