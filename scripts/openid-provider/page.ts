import { escapeHtml } from '../../components/plain-page/plainPageHtml.ts';

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; }
  form { display: grid; gap: 1rem; } label, fieldset { display: grid; gap: .3rem; }
  input, button { font: inherit; padding: .5rem; } fieldset label { display: block; }
  .buttons { display: flex; flex-wrap: wrap; gap: .5rem; }`;

/** The page on which a developer chooses who signs in. */
export function choicePage(client: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Local sign-in provider</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style>
<h1>Local sign-in provider</h1>
<p>This page stands in for a real provider (client <code>${escapeHtml(client)}</code>). It runs on this machine and
checks nothing: choose who you are.</p>
<form method="post">
  <label>Email <input name="email" type="email" value="ada@example.com"></label>
  <fieldset><legend>The provider says that this address is</legend>
    <label><input type="radio" name="address" value="verified" checked> verified</label>
    <label><input type="radio" name="address" value="unverified"> not verified</label>
    <label><input type="radio" name="address" value="none"> not known: it sends none</label>
  </fieldset>
  <label>User id at the provider (the address, if empty) <input name="sub"></label>
  <div class="buttons">
    <button name="answer" value="sign-in">Sign in</button>
    <button name="answer" value="deny">Deny</button>
    <button name="answer" value="error">Answer with an error</button>
  </div>
</form></html>`;
}
