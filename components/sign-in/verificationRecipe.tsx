'use client';

import type { ReactNode } from 'react';
import {
  EmailVerificationComponentsOverrideProvider,
  init as emailVerification,
} from 'supertokens-auth-react/recipe/emailverification';
import { EmailVerificationPreBuiltUI } from 'supertokens-auth-react/recipe/emailverification/prebuiltui';
import { namingFormUser } from '@/config/supertokens/namingFormUser';
import { functionWords, inWords } from '@/config/supertokens/refusalWords';
import type { AddedRecipe } from './addedRecipe';
import { verificationScreenOverrides } from './verificationScreen';

/** The recipe and the screens for verifying an address, loaded where somebody may get to them. */
export function verificationRecipe(loginPath: string, mustVerify: boolean): AddedRecipe {
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
