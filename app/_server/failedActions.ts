import 'server-only';
import { MULTIPART } from '@/config/formRelay';
import { hasActionStarted } from './startedActions';

/** Whether Next looked for a server action in the request, and its code never ran. */
export function failedBeforeAction(method: string, sent: Pick<Headers, 'get'>): boolean {
  const isForm = sent.get('content-type')?.startsWith(MULTIPART) ?? false;
  const mayBeAction = method === 'POST' && (isForm || sent.get('next-action') !== null);
  return mayBeAction && !hasActionStarted(sent);
}
