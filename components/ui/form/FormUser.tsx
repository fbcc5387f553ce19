'use client';

import { createContext, use, type ReactNode } from 'react';
import { FORM_USER_FIELD } from './formUserField';
import { Input } from './elements';

export const FormUserContext = createContext<string | undefined>(undefined);

interface FormUserProviderProps {
  userId: string;
  children: ReactNode;
}

/** Names the user that the forms below are rendered for. */
export function FormUserProvider({ userId, children }: FormUserProviderProps) {
  return <FormUserContext value={userId}>{children}</FormUserContext>;
}

/** The hidden field that names the user of {@link FormUserProvider}. Renders nothing without a provider. */
export function FormUser() {
  const userId = use(FormUserContext);
  return userId === undefined ? null : <Input type="hidden" name={FORM_USER_FIELD} value={userId} />;
}
