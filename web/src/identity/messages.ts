/** English texts of signing in, the account and organizations. */
export const identity = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    submitting: 'Signing in…',
    failed: 'Not signed in',
  },
} as const;
