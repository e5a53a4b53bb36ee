import type { Server } from 'node:http';
import dynalite from 'dynalite';
import type { Engine } from './engine.ts';

/** Starts dynalite inside this process, in memory. */
export const startDynalite = async (): Promise<Engine> => {
  const server = dynalite({ createTableMs: 0 });
  const port = await listen(server);
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  return {
    name: 'dynalite',
    endpoint: `http://127.0.0.1:${port}`,
    ended,
    close: () => {
      // Clients keep connections alive, and close() waits for them.
      server.closeAllConnections();
      server.close();
      return ended;
    },
  };
};

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('dynalite listens on no port.'));
      else resolve(address.port);
    });
  });
