/** Sign in with e-mail and password or a passkey. */
export function SignInPage() {
  return <main />;
}
