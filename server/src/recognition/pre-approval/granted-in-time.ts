/**
 * Whether a pre-approval came before the work was handed in: it must be granted before the journey's first submission; of a badge from
 * elsewhere only the moment of the award is known. At the same instant is too late.
 *
 * @param grantedAt when the last approver said yes
 * @param handedInAt first submission of the journey that earned the award, or the award of a badge from elsewhere
 */
export function isGrantedInTime(grantedAt: Date, handedInAt: Date): boolean {
  return grantedAt.getTime() < handedInAt.getTime();
}
