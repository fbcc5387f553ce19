'use client';

import { useState, type ComponentProps } from 'react';
import type { EmailPasswordComponentsOverrideProvider } from 'supertokens-auth-react/recipe/emailpassword';
import { passwordRules, REFUSED_PASSWORDS } from '@/config/rules/passwordRule';
import { MAILED_TO } from '@/config/contracts/sign-in';
import { toCanonicalEmail } from '@/config/rules/emailRule';
import { OwnerForPasswordManagers } from '@/components/password/UsernameField';
import { withLabels, type LabelledField } from './fields';
import { Screen, Way } from './Screen';

type FormOverrides = NonNullable<
  ComponentProps<typeof EmailPasswordComponentsOverrideProvider>['components']
>;
type Props<Name extends keyof FormOverrides> = ComponentProps<NonNullable<FormOverrides[Name]>> & {
  loginPath: string;
};

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
 * The first screen of a forgotten password: the widget's form, without its heading, which is none, and what follows it,
 * which no keyboard can press.
 */
export function AskForLink({
  DefaultComponent,
  loginPath,
  ...props
}: Props<'EmailPasswordResetPasswordEmail_Override'>) {
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
      intro="Give the email address of your account. You get a link there to choose a new one."
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
}

/** The address that the link in the mail was sent to; undefined for a link that does not tell it. */
function mailedTo(): string | undefined {
  return toCanonicalEmail(new URLSearchParams(window.location.hash.slice(1)).get(MAILED_TO));
}

/** The same fields, the first of which tells password managers whose password is chosen. */
function withOwner<F extends LabelledField>(fields: F[], email: string | undefined): F[] {
  const [first, ...others] = fields;
  if (first === undefined || email === undefined) return fields;
  const Input = first.inputComponent;
  const inputComponent: F['inputComponent'] = (input) => (
    <>
      <OwnerForPasswordManagers email={email} />
      {Input(input)}
    </>
  );
  return [{ ...first, inputComponent }, ...others];
}

/** The screen that the link in the mail leads to. */
export function ChoosePassword({
  DefaultComponent,
  loginPath,
  minPasswordLength,
  ...props
}: Props<'EmailPasswordSubmitNewPassword_Override'> & { minPasswordLength: number }) {
  const [isSet, setIsSet] = useState(false);
  const [owner] = useState(mailedTo);
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
      intro={`${passwordRules(minPasswordLength)[0]?.words}. ${REFUSED_PASSWORDS}.`}
      error={props.error}
    >
      <DefaultComponent
        {...props}
        recipeImplementation={noting}
        formFields={withOwner(withLabels(props.formFields), owner)}
        footer={<Way href={`${loginPath}/reset-password`}>Ask for another link</Way>}
      />
    </Screen>
  );
}
