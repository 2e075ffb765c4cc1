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
