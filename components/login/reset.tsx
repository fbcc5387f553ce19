'use client';

import { useState, type ComponentProps, type ReactNode } from 'react';
import { useTranslation } from 'supertokens-auth-react';
import type { EmailPasswordComponentsOverrideProvider } from 'supertokens-auth-react/recipe/emailpassword';
import { withLabels } from './fields';

type FormOverrides = NonNullable<
  ComponentProps<typeof EmailPasswordComponentsOverrideProvider>['components']
>;
type ResetOverrides = Pick<
  FormOverrides,
  'EmailPasswordResetPasswordEmail_Override' | 'EmailPasswordSubmitNewPassword_Override'
>;

interface ScreenProps {
  title: string;
  intro: ReactNode;
  error?: string | undefined;
  children: ReactNode;
}

/** A screen of the widget with a heading that is one, and an error that is said. */
function Screen({ title, intro, error, children }: ScreenProps) {
  const t = useTranslation();
  return (
    <div data-supertokens="container ownScreen">
      <h2 data-supertokens="headerTitle">{title}</h2>
      <p data-supertokens="headerSubtitle secondaryText">{intro}</p>
      <div role="alert">
        {error !== undefined && <p data-supertokens="generalError announced">{t(error)}</p>}
      </div>
      {children}
    </div>
  );
}

function Way({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a data-supertokens="link" href={href}>
      {children}
    </a>
  );
}

/** The same object for the form, but for one call, which tells of its success. */
function watched<Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  call: Target[Name],
): Target {
  const watching = Object.create(target) as Target;
  watching[name] = call;
  return watching;
}

function LookIntoInbox({
  email,
  onAgain,
  loginPath,
}: {
  email: string;
  onAgain: () => void;
  loginPath: string;
}) {
  const intro = `If there is an account for ${email}, a mail with a link is on its way to it.`;
  return (
    <Screen title="Look into your inbox" intro={intro}>
      <p data-supertokens="secondaryText">
        Nothing there after a few minutes? It may lie among the spam, or the address may be another one.
      </p>
      <p>
        <button type="button" data-supertokens="link" onClick={onAgain}>
          Ask once more
        </button>
      </p>
      <Way href={loginPath}>Back to sign in</Way>
    </Screen>
  );
}

function PasswordIsSet({ loginPath }: { loginPath: string }) {
  return (
    <Screen
      title="Your new password is set"
      intro="Every session of your account has ended, whoever began it. Sign in with the new password."
    >
      <Way href={loginPath}>Sign in</Way>
    </Screen>
  );
}

/**
 * The screens of a forgotten password. The widget's forms, without their headings, which are none, and what follows
 * them, which no keyboard can press.
 */
export function resetOverrides(loginPath: string): ResetOverrides {
  return {
    EmailPasswordResetPasswordEmail_Override: function AskForLink({ DefaultComponent, ...props }) {
      const [sentTo, setSentTo] = useState<string>();
      if (sentTo !== undefined)
        return <LookIntoInbox email={sentTo} onAgain={() => setSentTo(undefined)} loginPath={loginPath} />;
      const { recipeImplementation } = props;
      const noting = watched(recipeImplementation, 'sendPasswordResetEmail', async (input) => {
        const answer = await recipeImplementation.sendPasswordResetEmail(input);
        if (answer.status === 'OK') setSentTo(input.formFields.find(({ id }) => id === 'email')?.value);
        return answer;
      });
      return (
        <Screen
          title="Forgotten your password?"
          intro="Give the e-mail address of your account. You get a link there to choose a new one."
          error={props.error}
        >
          <DefaultComponent
            {...props}
            recipeImplementation={noting}
            formFields={withLabels(props.formFields)}
            footer={<Way href={loginPath}>Back to sign in</Way>}
          />
        </Screen>
      );
    },

    EmailPasswordSubmitNewPassword_Override: function ChoosePassword({ DefaultComponent, ...props }) {
      const [isSet, setIsSet] = useState(false);
      if (isSet) return <PasswordIsSet loginPath={loginPath} />;
      const { recipeImplementation } = props;
      const noting = watched(recipeImplementation, 'submitNewPassword', async (input) => {
        const answer = await recipeImplementation.submitNewPassword(input);
        if (answer.status === 'OK') setIsSet(true);
        return answer;
      });
      return (
        <Screen
          title="Choose a new password"
          intro="Eight characters or more, a letter and a digit among them."
          error={props.error}
        >
          <DefaultComponent
            {...props}
            recipeImplementation={noting}
            formFields={withLabels(props.formFields)}
            footer={<Way href={`${loginPath}/reset-password`}>Ask for another link</Way>}
          />
        </Screen>
      );
    },
  };
}
