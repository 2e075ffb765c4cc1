import { afterAll, beforeAll, expect, it } from 'vitest';
import { followMail } from '../harness/inbox.ts';
import { type Scene, type Stage, setStage } from '../harness/stage.ts';

/** A newcomer's ways in and out: sign-up by mail, another address, a passkey, a forgotten password, an invitation. */
let stage: Stage;
let newcomer: Scene;
let administrator: Scene;
const email = 'wanda.kowalski@school.example.org';
const home = 'wanda@home.example.org';
let password = 'a lamp on the piano';

beforeAll(async () => {
  stage = await setStage();
  newcomer = await stage.enter();
  administrator = await stage.enter('denise.carraway@friday.example.org');
});
afterAll(() => stage.close());

it('opens an account and confirms the address from the mail', async () => {
  const { page } = newcomer;
  await page.goto('/sign-in');
  await newcomer.inspect('sign-in-demo');
  await page.getByRole('link', { name: 'Open an account' }).click();
  await page.getByLabel('Your name').fill('Wanda Kowalski');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await newcomer.inspect('sign-up');
  await page.getByRole('button', { name: 'Open the account' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  await newcomer.inspect('sign-up-sent');
  await page.getByRole('link', { name: 'Read the demo’s mail' }).click();
  await page.getByText(`To ${email}`).waitFor({ timeout: 30_000 });
  await newcomer.inspect('demo-mail');
  await followMail(page, email, /confirm/i, /verify-email/);
  await page.getByRole('heading', { name: 'Confirm your address' }).waitFor();
  await newcomer.inspect('verify-email');
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await page.getByRole('heading', { name: 'Welcome, Wanda' }).waitFor();
  await newcomer.inspect('home-new');
  await page.goto('/badges');
  await page.getByRole('heading', { name: 'Your badges will be here' }).waitFor();
  await newcomer.inspect('my-badges-empty');
});

it('signs out: what was theirs asks for sign-in and leads back', async () => {
  const { page } = newcomer;
  await signOut();
  await page.goto('/account');
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await signIn();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  await newcomer.inspect('account');
});

it('adds a second address and signs in by it', async () => {
  const { page } = newcomer;
  await page.goto('/account');
  await page.getByLabel('Add an address').fill(home);
  await page.getByRole('button', { name: 'Send a link there' }).click();
  await page.getByText('Waits for confirmation').waitFor();
  await followMail(page, home, /confirm|address/i, /verify-address/);
  await page.getByRole('button', { name: 'Confirm this address' }).click();
  await page.getByRole('heading', { name: 'The address is yours' }).waitFor();
  await newcomer.inspect('address-confirmed');
  await page.getByRole('link', { name: 'Go to your account' }).click();
  await page.getByText('Confirmed', { exact: true }).waitFor();
  await signOut();
  await page.goto('/sign-in');
  await signIn(home);
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
});

it('adds a passkey and signs in by it', async () => {
  const { page, context } = newcomer;
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  await page.goto('/account');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('Your passkey is ready.').waitFor();
  await signOut();
  await page.goto('/sign-in');
  // the device may have answered the page's quiet offer before anybody pressed
  const welcome = page.getByRole('heading', { name: /^Welcome/ });
  await page.getByRole('button', { name: 'Sign in with a passkey' }).or(welcome).first().click();
  await welcome.waitFor();
  await devices.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
});

it('chooses a new password by mail; the old one opens nothing', async () => {
  const { page } = newcomer;
  await signOut();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot it?' }).click();
  // the page before has such a field, too
  await page.getByRole('button', { name: 'Send the link' }).waitFor();
  await page.getByLabel('E-mail address').fill(email);
  await newcomer.inspect('forgot-password');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  await followMail(page, email, /password/i, /reset-password/);
  const old = password;
  password = 'two kites over water';
  await page.getByLabel('New password').fill(password);
  await newcomer.inspect('reset-password');
  await page.getByRole('button', { name: 'Keep this password' }).click();
  await page.getByText('Your password is changed').waitFor();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(old);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('alert').or(page.locator('[aria-live=assertive]')).first().waitFor();
  await newcomer.inspect('sign-in-refused');
  await signIn();
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
});

it('is invited by an issuing administrator, and accepts', async () => {
  const admin = administrator.page;
  await admin.goto('/organizations');
  await admin
    .getByRole('link', { name: /Friday Institute/ })
    .first()
    .waitFor();
  await administrator.inspect('organizations');
  await admin
    .getByRole('link', { name: 'The Friday Institute' })
    .or(admin.getByRole('link', { name: /Friday Institute/ }))
    .first()
    .click();
  await admin.getByRole('tab', { name: 'Members' }).waitFor();
  await administrator.inspect('organization-members');
  await admin.getByRole('tab', { name: 'Invitations' }).click();
  await admin.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('E-mail address').fill(email);
  await dialog.getByRole('checkbox', { name: /^Evaluator/ }).check();
  await administrator.inspect('invite');
  await dialog.getByRole('button', { name: 'Send the invitation' }).click();
  await admin.getByText(email).first().waitFor();
  await administrator.inspect('organization-invitations');

  const { page } = newcomer;
  await followMail(page, email, /invite/i, /\/invitations\//);
  await page.getByRole('heading', { name: /invites you/ }).waitFor();
  await newcomer.inspect('invitation');
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
  await page.getByRole('heading', { level: 1, name: /Friday Institute/ }).waitFor();
  await page.getByRole('link', { name: 'Evaluate' }).first().waitFor();
  const roles = await stage.query<{ roles: string[] }>(
    'select m.roles from membership m join person p on p.id = m.person_id where p.email = $1',
    [email],
  );
  expect(roles).toEqual([{ roles: ['evaluator'] }]);
});

async function signIn(as = email): Promise<void> {
  const { page } = newcomer;
  await page.getByLabel('E-mail address').fill(as);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(): Promise<void> {
  const { page } = newcomer;
  await page.goto('/home');
  await page.getByRole('button', { name: 'Your account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
}
