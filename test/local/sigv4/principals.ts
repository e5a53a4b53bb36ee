import type { Principal } from '../../../src/local/principals.ts';

export const user: Principal = {
  name: 'user',
  accessKeyId: 'AKIATESTUSER00000000',
  secretAccessKey: 'secret/of+the/user',
  accountId: '000000000000',
  arn: 'arn:aws:iam::000000000000:user/user',
  principalId: 'AIDATESTUSER',
  policy: [],
};

/** Real tokens have characters that a query must escape. */
export const session: Principal = {
  ...user,
  name: 'session',
  accessKeyId: 'ASIATESTSESSION00000',
  secretAccessKey: 'secret/of+the/session',
  sessionToken: 'token/of+the/session==',
  arn: 'arn:aws:sts::000000000000:assumed-role/Role/session',
  principalId: 'AROATESTROLE:session',
};

export const scope = { region: 'eu-central-1', service: 'execute-api' };

export const settings = { principals: [user, session], ...scope };
