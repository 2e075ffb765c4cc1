/** What the views of an organization need to know of it. */
export interface AdministeredOrganization {
  organizationId: string;
  name: string;
  isIssuer: boolean;
  isRecognizer: boolean;
  rolesToGive: readonly string[];
}
