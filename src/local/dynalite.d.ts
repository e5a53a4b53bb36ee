declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** An in-memory DynamoDB as an HTTP server that does not listen yet. */
  export default function dynalite(options: { createTableMs: number }): Server;
}
