/** English texts of what only the demo has. */
export const demo = {
  mail: {
    title: 'The demo’s mail',
    lead: 'Nothing leaves this installation: messages to everybody land here, the newest first. A real one sends them.',
    find: 'Only to this address',
    to: 'To {{address}}',
    empty: 'No message yet',
    emptyText: 'Open an account, invite somebody or decide a submission: what would be mailed appears here by itself.',
    noMatch: 'No message to such an address',
    noMatchText: 'The last 50 messages are kept in view. A new one appears here by itself.',
    none: 'There is no mail to read here',
    noneText: 'This installation sends its mail to the real addresses.',
    signIn: 'Go to sign-in',
  },
} as const;
