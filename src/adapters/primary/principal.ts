/**
 * Who an IAM ARN stands for, whichever session they use: `arn:aws:sts::…:assumed-role/Role/session` without the
 * session name, which the caller chooses anew at will. Any other ARN stands for itself.
 */
export const principalOfArn = (arn: string): string =>
  arn.replace(/^(arn:[^:]+:sts::\d+:assumed-role\/.+)\/[^/]+$/, '$1');

/** The caller where an event names none: with authorization switched off there is only one. */
export const anonymous = 'anonymous';
