import { describe, expect, it } from 'vitest';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { engineFiles } from '../../../server/systems/engine/baseline/files.ts';
import { readChannelFile } from '../../../server/systems/mapping/channel-file.ts';
import { rebuildLegacy } from '../../../server/systems/mapping/legacy-connector.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const rebuilt = (text: string): string => {
  const result = rebuildLegacy(Hl7Message.read(latin1(text)));
  return result.ok ? Buffer.from(result.message.bytes).toString('latin1') : `! ${result.reason}`;
};
const head = 'MSH|^~\\&|RIS|NGH';

describe('the legacy connector', () => {
  it.each([
    ['turns & into ~ where it stands alone in a field', 'OBR|1|CT & MR', 'OBR|1|CT ~ MR|'],
    ['leaves & between components', 'OBR|1|C1^CT & MR^L', 'OBR|1|C1^CT & MR^L|'],
    ['leaves an escaped & as it is', 'OBR|1|CT \\T\\ MR', 'OBR|1|CT \\T\\ MR|'],
    ['adds a | to every segment', 'OBR|1||2', 'OBR|1||2|'],
    ['keeps the bytes of a character set', 'OBR|1|M\xfcller', 'OBR|1|M\xfcller|'],
    ['drops a segment without fields', 'OBR|1\rNTE\rOBX|1', 'OBR|1|\rOBX|1|'],
  ])('%s', (_, from, to) => {
    expect(rebuilt(`${head}\r${from}\r`)).toBe(`${head}|\r${to}`);
  });

  it('writes its own delimiters over those of the message', () => {
    expect(rebuilt('MSH|$~\\&|RIS|NGH\rOBR|1|A$B\r')).toBe('MSH|^~\\&|RIS|NGH|\rOBR|1|A$B|');
  });

  it.each([
    ['mixed segment ends', `${head}\r\nOBR|1\rNTE|1\r`, 'HL7 Data contains invalid EOL characters'],
    [
      'another field separator',
      'MSH#^~\\&#RIS#NGH\rOBR#1\r',
      'no MSH segment is left, the parser knows only the delimiters |^~\\&',
    ],
    ['bytes before MSH', ` ${head}\rOBR|1\r`, 'Expected raw data to be HL7'],
    ['too many segments', `${head}\r${'NTE|1\r'.repeat(600)}`, 'more than 500 segments'],
    ['too many bytes', `${head}\rNTE|${'x'.repeat(70_000)}\r`, 'message of 70022 bytes, at most 65536 are taken'],
  ])('says readably why it cannot read %s', (_, text, reason) => {
    expect(rebuilt(text)).toBe(`! legacy connector: ${reason}`);
  });

  it('gives the same bytes for the same message, and comes to an end with any of its own size', () => {
    const before = process.cpuUsage();
    for (const filler of ['|', '^', '~', '&', '~^&']) {
      const text = `${head}\rOBX|${filler.repeat(Math.floor(65_000 / filler.length))}\r`;
      expect(rebuilt(text)).toBe(rebuilt(text));
    }
    // A second on a quiet machine; what grows with the square of the size takes minutes.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(60);
  });
});

describe('connector: in a channel file', () => {
  const file = engineFiles.find(({ path }) => path.endsWith('SCHED_TO_MWL.yaml'));
  const text = file?.text ?? '';
  const read = (from: string, to: string): ReturnType<typeof readChannelFile> =>
    readChannelFile(file?.path ?? '', text.replace(from, to));
  const modes = (channel: ReturnType<typeof readChannelFile>): readonly string[] => [
    channel.connector,
    ...channel.destinations.map(({ connector }) => connector),
  ];

  it('is native unless said, at the channel and at each destination', () => {
    expect(modes(read('', ''))).toEqual(['native', 'native', 'native']);
    expect(modes(read('listen:', 'connector: legacy\nlisten:'))).toEqual(['legacy', 'native', 'native']);
    expect(modes(read('    port: 2575', '    port: 2575\n    connector: legacy'))).toEqual([
      'native',
      'legacy',
      'native',
    ]);
    expect(engineFiles.flatMap(({ text: each }) => /^ *connector:/m.exec(each) ?? [])).toEqual([]);
  });

  it.each([
    ['legaci', 'connector "legaci" (did you mean legacy?)'],
    ['v2', 'connector "v2"'],
    ['', 'nothing for connector'],
  ])('%j is refused with its line', (value, found) => {
    expect(read('listen:', `connector: ${value}\nlisten:`).issues).toEqual([
      { file: file?.path, line: 5, found, expected: 'native or legacy' },
    ]);
    expect(read('    port: 2575', `    port: 2575\n    connector: ${value}`).issues).toEqual([
      { file: file?.path, line: 16, found, expected: 'native or legacy' },
    ]);
  });
});
