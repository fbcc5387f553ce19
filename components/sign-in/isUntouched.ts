/**
 * Whether the user has not begun to use a form: nothing was entered, no part of it has the focus, and it is
 * not being sent. A password manager that filled it counts as use, too.
 */
export function isUntouched(container: Element | null): boolean {
  if (container === null) return true;
  const inputs = [...container.querySelectorAll('input:not([type=hidden])')] as HTMLInputElement[];
  const isEntered = inputs.some((input) => input.value !== '' || input.matches(':autofill'));
  return !isEntered && !container.contains(document.activeElement);
}
