import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server, for its end: Node.js would wait for as long as any client likes. */
export interface Connections {
  /** A request has come in whole, and its answer is under way. */
  answering(response: ServerResponse): void;
  /** Ends the others at once, these after their answers, and all of them after so many milliseconds. */
  close(patience: number): Promise<void>;
}

export const connectionsOf = (server: Server): Connections => {
  const answersUnderWay = new Map<Socket, number>();
  let isClosing = false;
  server.on('connection', (socket) => {
    answersUnderWay.set(socket, 0);
    socket.once('close', () => answersUnderWay.delete(socket));
  });
  // Before the server's own listener, which may give the connection back to HTTP. Another protocol ends it itself.
  server.prependListener('upgrade', ({ socket }) => answersUnderWay.delete(socket));
  const count = (socket: Socket, change: 1 | -1): void => {
    const underWay = answersUnderWay.get(socket);
    if (underWay === undefined) return;
    answersUnderWay.set(socket, underWay + change);
    if (isClosing && underWay + change === 0) socket.destroySoon();
  };
  return {
    answering: (response) => {
      const { socket } = response.req;
      count(socket, 1);
      response.once('close', () => count(socket, -1));
    },
    close: (patience) =>
      new Promise((resolve) => {
        isClosing = true;
        const deadline = setTimeout(() => server.closeAllConnections(), patience);
        server.close(() => {
          clearTimeout(deadline);
          resolve();
        });
        for (const [socket, underWay] of answersUnderWay) if (underWay === 0) socket.destroySoon();
      }),
  };
};
