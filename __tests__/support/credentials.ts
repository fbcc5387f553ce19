export const PASSWORD = 'correct horse 1';

/** The body with which a user signs up or in. */
export function credentials(email: string, password = PASSWORD) {
  return {
    formFields: [
      { id: 'email', value: email },
      { id: 'password', value: password },
    ],
  };
}
