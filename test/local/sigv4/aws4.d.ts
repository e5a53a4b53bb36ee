/** The part of aws4 that the tests use; it brings no types of its own. */
declare module 'aws4' {
  interface Request {
    host: string;
    method: string;
    path: string;
    headers: Record<string, string | number>;
    body: string;
    service: string;
    region: string;
    signQuery?: boolean;
    doNotModifyHeaders?: boolean;
  }
  interface Credentials {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken?: string;
  }
  const aws4: { sign(request: Request, credentials: Credentials): Request };
  export default aws4;
}
