// Reads the environment, builds the server, listens. Everything else is imported once Node is known to be new enough:
// an older one would fail on the imports with a message that helps nobody.

const OLDEST_NODE = 24;

function fail(message: string): never {
  console.error(`Faultline cannot start: ${message}`);
  process.exit(1);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < OLDEST_NODE) {
  fail(
    `it needs Node ${OLDEST_NODE} or newer and this is ${process.versions.node}. “npm ci && npm start” brings its own.`,
  );
}

const { runServer } = await import('./http/run-server.ts');

try {
  const server = await runServer(process.env);
  let isClosing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isClosing) process.exit(1); // asked twice: at once
      isClosing = true;
      server.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
  process.stdout.write(`Faultline: ${server.address}\nData: ${server.dataDir}\n`);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
