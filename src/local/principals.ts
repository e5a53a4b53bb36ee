/** Someone who signs requests on the laptop, with keys that are visibly no real ones. */
export interface Principal {
  readonly name: string;
  /** `AKIA…` for a user, `ASIA…` for a session of a role. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Sessions of a role have one, users do not. */
  readonly sessionToken?: string;
  readonly accountId: string;
  /** `arn:aws:iam::…:user/x` or `arn:aws:sts::…:assumed-role/Role/session`. */
  readonly arn: string;
  /** `AIDA…` for a user, `AROA…:session` for a session of a role. */
  readonly principalId: string;
  readonly policy: readonly Statement[];
}

/** A statement of an identity-based policy; `*` in action and resource stands for any text. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly action: string;
  readonly resource: string;
}
