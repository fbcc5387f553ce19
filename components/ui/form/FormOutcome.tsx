import { ReloadButton } from './ReloadButton';
import type { FormState } from './formState';

/**
 * Shows the outcome of a form. Both live regions exist before they have content: only then do screen readers
 * announce it. An error of a single field is shown at the field, which takes the focus.
 */
export function FormOutcome({ state }: { state: FormState }) {
  return (
    <>
      <div role="status" className="empty:hidden">
        {state.status === 'done' && (
          <p className="rounded-small border-success bg-success-tint border-s-4 px-4 py-3">{state.message}</p>
        )}
      </div>
      <div role="alert" className="empty:hidden">
        {state.status === 'refused' && state.field === undefined && (
          <div className="rounded-small border-danger bg-danger-tint grid justify-items-start gap-3 border-s-4 px-4 py-3">
            <p>{state.message}</p>
            {state.reason !== undefined && <ReloadButton />}
          </div>
        )}
      </div>
    </>
  );
}
