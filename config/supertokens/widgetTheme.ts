/**
 * Styles of the widget, based on the custom properties of public/tokens.css, light and dark. The widget is
 * part of the page (docs/decisions/045-render-the-widget-in-the-page.md): all selectors refer to attributes
 * of its elements.
 */
export const widgetStyle = `
[data-supertokens~="container"] {
  --palette-background: var(--rgb-surface);
  --palette-inputBackground: var(--rgb-surface);
  --palette-inputBorder: var(--rgb-edge);
  --palette-primary: var(--rgb-primary);
  --palette-primaryBorder: var(--rgb-primary-deep);
  --palette-success: var(--rgb-success);
  --palette-successBackground: var(--rgb-success-tint);
  --palette-error: var(--rgb-danger);
  --palette-errorBackground: var(--rgb-danger-tint);
  --palette-errorDark: var(--rgb-danger);
  --palette-textTitle: var(--rgb-foreground);
  --palette-textLabel: var(--rgb-foreground);
  --palette-textInput: var(--rgb-foreground);
  --palette-textPrimary: var(--rgb-soft);
  --palette-textGray: var(--rgb-soft);
  --palette-textLink: var(--rgb-link);
  --palette-buttonText: var(--rgb-on-primary);
  --palette-buttonGreyedOut: var(--rgb-line);
  --palette-caution: var(--rgb-accent);
  --palette-superTokensBrandingBackground: var(--rgb-sunken);
  --palette-superTokensBrandingText: var(--rgb-soft);
  --font-size-0: var(--size-note);
  --font-size-1: var(--size-small);
  --font-size-2: var(--size-body);
  --font-size-3: var(--size-body);
  --font-size-4: var(--size-h1);
  --font-size-5: var(--size-h1);
  box-sizing: border-box;
  width: 100%;
  margin: 0;
  padding: 0;
  box-shadow: none;
  background: none;
  border-radius: 0;
  font-family: var(--font-text);
  text-align: start;
  color: var(--foreground);
}
[data-supertokens~="container"] *, [data-supertokens~="container"] *::before { box-sizing: border-box; }
[data-supertokens~="row"] { width: 100%; padding: 0; }
[data-supertokens~="superTokensBranding"], [data-supertokens~="divider"] { display: none; }
[data-supertokens~="authComponentList"] { padding: 0; }
[data-supertokens~="headerTitle"] {
  display: block;
  margin: 0;
  font: 600 var(--size-h1) / 1.25 var(--font-heading);
  letter-spacing: normal;
}
[data-supertokens~="headerSubtitle"] {
  margin: calc(var(--space-unit) * 1) 0 calc(var(--space-unit) * 4);
  letter-spacing: normal;
}
[data-supertokens~="formRow"], [data-supertokens~="formRow"][data-supertokens~="hasError"] {
  padding: 0 0 calc(var(--space-unit) * 4);
}
[data-supertokens~="label"] {
  display: block;
  margin: 0 0 calc(var(--space-unit) * 1.5);
  font: 600 var(--size-small) / 1.4 var(--font-text);
  letter-spacing: normal;
  text-align: start;
  color: var(--foreground);
}
[data-supertokens~="inputContainer"] { margin: 0; }
[data-supertokens~="inputWrapper"], [data-supertokens~="inputWrapper"]:focus-within {
  height: var(--target);
  border: 1px solid var(--edge);
  border-radius: var(--radius-small);
  background: var(--surface);
  box-shadow: none;
  display: flex;
  align-items: stretch;
}
[data-supertokens~="inputError"], [data-supertokens~="inputError"]:focus-within {
  border-color: var(--danger);
  box-shadow: inset 0 0 0 1px var(--danger);
}
[data-supertokens~="inputWrapper"]:focus-within { outline: 3px solid var(--focus); outline-offset: 2px; }
[data-supertokens~="inputWrapper"]:has(button:focus-visible) { outline: none; }
[data-supertokens~="input"], [data-supertokens~="input"]:focus {
  flex: 1;
  min-width: 0;
  height: auto;
  margin-block: -1px;
  padding: 0 calc(var(--space-unit) * 3);
  border: 0;
  border-radius: inherit;
  outline: none;
  background: none;
  color: var(--foreground);
  font: var(--size-body) var(--font-text);
  letter-spacing: normal;
}
[data-supertokens~="reveal"] {
  min-width: calc(var(--space-unit) * 16);
  margin-block: -1px;
  padding: 0 calc(var(--space-unit) * 3);
  border: 0;
  border-radius: inherit;
  background: none;
  color: var(--link);
  font: 600 var(--size-small) var(--font-text);
  cursor: pointer;
}
[data-supertokens~="inputErrorMessage"] {
  margin: calc(var(--space-unit) * 1.5) 0 0;
  max-width: none;
  text-align: start;
  animation: none;
  color: var(--danger);
  font: var(--size-small) / 1.4 var(--font-text);
  letter-spacing: normal;
}
[data-supertokens~="generalError"] {
  margin: 0 0 calc(var(--space-unit) * 4);
  padding: calc(var(--space-unit) * 3) calc(var(--space-unit) * 4);
  animation: none;
  border-inline-start: 4px solid var(--danger);
  border-radius: var(--radius-small);
  font: var(--size-small) / 1.5 var(--font-text);
  letter-spacing: normal;
}
[data-supertokens~="authPage"] [data-supertokens="generalError"] { display: none; }
[data-supertokens~="button"] {
  height: auto;
  min-height: var(--target);
  margin-top: calc(var(--space-unit) * 2);
  padding: 0 calc(var(--space-unit) * 1.5);
  border-radius: var(--radius-small);
  box-shadow: none;
  font: 600 var(--size-body) var(--font-text);
  transition: none;
}
[data-supertokens~="button"]:hover { text-decoration: underline; text-underline-offset: 0.2em; }
[data-supertokens~="button"]:disabled { border: 1px solid var(--primary-deep); opacity: 0.75; cursor: progress; }
[data-supertokens~="link"] {
  display: inline-flex;
  align-items: center;
  min-height: var(--target);
  padding: 0;
  border: 0;
  background: none;
  color: var(--link);
  font: inherit;
  letter-spacing: normal;
  text-decoration: underline;
  text-underline-offset: 0.2em;
  cursor: pointer;
}
[data-supertokens~="button"]:focus-visible, [data-supertokens~="link"]:focus-visible,
[data-supertokens~="reveal"]:focus-visible {
  outline: 3px solid var(--focus);
  outline-offset: 2px;
}
[data-supertokens~="ownScreen"] [data-supertokens~="container"] > [data-supertokens~="row"] > [data-supertokens~="headerTitle"],
[data-supertokens~="ownScreen"] [data-supertokens~="container"] > [data-supertokens~="row"] > [data-supertokens~="headerSubtitle"],
[data-supertokens~="ownScreen"] [data-supertokens="generalError"] { display: none; }
[data-supertokens~="ownScreen"] p { margin-block-end: calc(var(--space-unit) * 4); font: var(--size-small) / 1.5 var(--font-text); }
@media (prefers-reduced-motion: reduce) {
  [data-supertokens~="container"], [data-supertokens~="container"] * { animation: none !important; transition: none !important; }
}
`;
