import { SqliteStore } from '../../server/store/sqlite-store.ts';

// Run as a program: appends to a lab until it is killed, and prints the number of each entry once it is acknowledged.

const [path = '', lab = ''] = process.argv.slice(2);
const store = new SqliteStore(path);
for (let seq = 1; ; seq += 1) {
  const payload = { kind: 'mark' as const, at: seq, text: `entry ${seq}` };
  await store.append({ lab, entry: { seq, at: seq, actor: 'writer', as: '', kind: 'action', payload }, now: seq });
  process.stdout.write(`${seq}\n`);
}
