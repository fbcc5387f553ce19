/** Explains how to recover an account on a site without a mail server. */
export function ForgotPassword({ loginPath }: { loginPath: string }) {
  return (
    <div className="grid max-w-2xl gap-6">
      <h1 className="text-h1 tracking-tight">Forgot your password?</h1>
      <div className="text-lead grid gap-4">
        <p>
          Passwords are reset by a link in an email, and this site does not send email. Your old password
          cannot be recovered: only its hash is stored.
        </p>
        <p>
          Ask the people who run this site for help. If you are only trying it out, create another account
          with a different address.
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
