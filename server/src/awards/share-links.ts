/**
 * LinkedIn's "Add to profile": opens the earner's profile with a certification filled in.
 *
 * @see https://addtoprofile.linkedin.com
 */
export function linkedInAddress(badge: { title: string; issuerName: string; awardedAt: Date; address: string; awardId: string }): string {
  const fields = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: badge.title,
    organizationName: badge.issuerName,
    issueYear: String(badge.awardedAt.getUTCFullYear()),
    issueMonth: String(badge.awardedAt.getUTCMonth() + 1),
    certUrl: badge.address,
    certId: badge.awardId,
  });
  return `https://www.linkedin.com/profile/add?${fields}`;
}

/** Where a badge can be told of. Plain links: nothing of these sites is loaded before somebody follows one. */
export interface ShareAddresses {
  email: string;
  bluesky: string;
  mastodon: string;
  facebook: string;
  x: string;
}

/**
 * Addresses that open a message with the badge written in, to be read and sent by the person.
 *
 * @see https://docs.bsky.app/docs/advanced-guides/intent-links
 */
export function shareAddresses({ title, issuerName, address }: { title: string; issuerName: string; address: string }): ShareAddresses {
  const words = `“${title}”, a micro-credential of ${issuerName}`;
  const query = (fields: Record<string, string>) =>
    Object.entries(fields)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&');
  return {
    email: `mailto:?${query({ subject: title, body: `${words}:\n\n${address}\n\nThe page shows what it proves and that it is genuine.` })}`,
    bluesky: `https://bsky.app/intent/compose?${query({ text: `${words} ${address}` })}`,
    mastodon: `https://share.joinmastodon.org/#${query({ text: `${words} ${address}` })}`,
    facebook: `https://www.facebook.com/sharer/sharer.php?${query({ u: address })}`,
    x: `https://x.com/intent/post?${query({ text: words, url: address })}`,
  };
}
