/** What to do about a forgotten password where there is no mail server. */
export function ForgottenPassword({ loginPath }: { loginPath: string }) {
  return (
    <div className="grid max-w-2xl gap-6">
      <h1 className="text-h1 tracking-tight">Forgotten your password?</h1>
      <div className="text-lead grid gap-4">
        <p>
          A new password is set through a link that arrives by email, and this site sends no email. Nobody can
          read your old password to you, not even whoever runs it: only a fingerprint of it is stored.
        </p>
        <p>
          Ask the people who run this site to help you back in. If you are only trying things out, create
          another account with a different address.
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        <a className="button button-primary" href={loginPath}>
          Back to sign in
        </a>
        <a className="button" href={`${loginPath}?show=signup`}>
          Create an account
        </a>
      </div>
    </div>
  );
}
