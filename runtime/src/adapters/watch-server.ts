/** How long a connection without a request is waited for once every request is answered: it may be about to send one. */
const graceMs = 1000;
const lookMs = 50;

/** As much of a server of node:http as is used; one of node:http2 has no connections to close, and waits for its sessions. */
export interface ClosableServer {
  prependListener(event: 'request', listener: (request: object, response: ClosableResponse) => void): unknown;
  close(closed: () => void): unknown;
  closeIdleConnections?(): void;
  closeAllConnections?(): void;
}

interface ClosableResponse {
  once(event: 'close', listener: () => void): unknown;
}

export interface WatchedServer {
  /** Takes no new connection, and resolves when every request under way is answered and every connection is closed. */
  close(): Promise<void>;
}

/**
 * Watches a server, so that it can be closed: `server.close()` alone waits for connections on which nothing was ever sent, and for
 * those that are kept alive by requests that came before it.
 */
export function watchServer(server: ClosableServer): WatchedServer {
  let answering = 0;
  server.prependListener('request', (_request, response) => {
    answering += 1;
    response.once('close', () => {
      answering -= 1;
    });
  });

  function close(): Promise<void> {
    return new Promise((resolve) => {
      let quietMs = 0;
      const look = setInterval(() => {
        quietMs = answering === 0 ? quietMs + lookMs : 0;
        if (quietMs >= graceMs) server.closeAllConnections?.();
        else server.closeIdleConnections?.();
      }, lookMs);
      // An error means that it was not listening, or no longer: closed is closed.
      server.close(() => {
        clearInterval(look);
        resolve();
      });
    });
  }

  return { close };
}
