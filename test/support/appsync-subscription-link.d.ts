/* The package's own types are CommonJS, and do not fit those of Apollo as an ES module. */
declare module 'aws-appsync-subscription-link' {
  import type { ApolloLink } from '@apollo/client';

  export const CONTROL_EVENTS_KEY: string;
  export function createSubscriptionHandshakeLink(options: {
    readonly url: string;
    readonly region: string;
    readonly auth: {
      readonly type: 'AWS_IAM';
      readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    };
  }): ApolloLink;
}
