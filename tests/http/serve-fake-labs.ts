import { runServer } from '../../server/http/run-server.ts';
import { fakeLibrary } from '../support/fake-library.ts';

// Run as a program: the server as `main.ts` starts it, over fake labs. Prints its address.

const server = await runServer(process.env, { library: fakeLibrary });
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
process.stdout.write(`${server.address}\n`);
