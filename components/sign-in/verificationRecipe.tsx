'use client';

import type { ReactNode } from 'react';
import {
  EmailVerificationComponentsOverrideProvider,
  init as emailVerification,
} from 'supertokens-auth-react/recipe/emailverification';
import { EmailVerificationPreBuiltUI } from 'supertokens-auth-react/recipe/emailverification/prebuiltui';
import { namingFormUser } from '@/config/supertokens/namingFormUser';
import { functionWords, inWords } from '@/config/supertokens/refusalWords';
import type { OptionalRecipe } from './optionalRecipe';
import { verificationScreenOverrides } from './verificationScreen';

/** Returns the email verification recipe and its screens. Loaded on demand. */
export function verificationRecipe(loginPath: string, mustVerify: boolean): OptionalRecipe {
  const overrides = verificationScreenOverrides(loginPath);
  return {
    recipe: emailVerification({
      mode: mustVerify ? 'REQUIRED' : 'OPTIONAL',
      preAPIHook: namingFormUser,
      override: {
        functions: (original) => ({
          ...original,
          sendVerificationEmail: inWords(original.sendVerificationEmail.bind(original), functionWords),
        }),
      },
    }),
    preBuiltUi: EmailVerificationPreBuiltUI,
    Overrides: function Overrides({ children }: { children: ReactNode }) {
      return (
        <EmailVerificationComponentsOverrideProvider components={overrides}>
          {children}
        </EmailVerificationComponentsOverrideProvider>
      );
    },
  };
}
