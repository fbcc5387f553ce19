import { Input } from '@/components/ui/form/elements';

/** What a form sends besides the fields that users see; nothing without a value. */
export function HiddenField({ name, value }: { name: string; value: string | undefined }) {
  return value === undefined ? null : <Input type="hidden" name={name} value={value} readOnly />;
}
