import { routes as restRoutes } from '../adapters/primary/rest/routes.ts';
import type { Route } from '../adapters/primary/rest/routes.ts';
import { policyFor } from './policies.ts';
import type { ApiLocation, Statement, TopLevelField } from './policies.ts';

export type { Statement } from './policies.ts';

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

/** The APIs that the policies are about. */
export interface Deployment extends ApiLocation {
  /** The top-level fields of the schema. */
  readonly fields: readonly TopLevelField[];
  readonly routes?: readonly Route[];
}

/**
 * Who may sign on the laptop: three users, and a session of a role, which signs with a session token and may do what
 * `writer` may. The policies are those of the deployment, made of the same lists.
 */
export const localPrincipals = (deployment: Deployment): readonly Principal[] => {
  const { accountId } = deployment;
  const operations = operationsOf(deployment);
  const mayWrite = policyFor('write', deployment, operations);
  return [
    { ...user('writer', accountId), policy: mayWrite },
    { ...user('reader', accountId), policy: policyFor('read', deployment, operations) },
    { ...user('nobody', accountId), policy: [] },
    { ...session(accountId), policy: mayWrite },
  ];
};

const operationsOf = ({ routes = restRoutes, fields }: Deployment) => ({ routes, fields });

/** The role in whose name the event bus calls the GraphQL API: it may publish events and nothing else. It has no keys. */
export const eventBusRole = (deployment: Deployment): Principal => ({
  name: 'event bus',
  accessKeyId: '',
  secretAccessKey: '',
  accountId: deployment.accountId,
  arn: `arn:aws:sts::${deployment.accountId}:assumed-role/ProductEventsFeed/event-bus`,
  principalId: 'AROALOCALFEED00000000:event-bus',
  policy: policyFor('publish', deployment, operationsOf(deployment)),
});

type Identity = Omit<Principal, 'policy'>;

const user = (name: 'writer' | 'reader' | 'nobody', accountId: string): Identity => ({
  name,
  accessKeyId: `AKIALOCAL${name.toUpperCase()}00000`,
  secretAccessKey: `local-secret-of-${name}-not-a-real-key`,
  accountId,
  arn: `arn:aws:iam::${accountId}:user/${name}`,
  principalId: `AIDALOCAL${name.toUpperCase()}000000`,
});

const session = (accountId: string): Identity => ({
  name: 'session',
  accessKeyId: 'ASIALOCALSESSION0000',
  secretAccessKey: 'local-secret-of-session-not-a-real-key',
  sessionToken: 'local-session-token-not-a-real-token',
  accountId,
  arn: `arn:aws:sts::${accountId}:assumed-role/ProductsWriter/laptop`,
  principalId: 'AROALOCALROLE00000000:laptop',
});
