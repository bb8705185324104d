import { join } from 'node:path';
import { writeOutput } from '../files.ts';
import { UsageError, type Verb } from '../verb.ts';
import { editorSchemas } from './editor-schema.ts';
import { scenariosRoot } from './folder.ts';

/** Writes the JSON Schemas that editors check and complete the files of a case with. */
export const schema: Verb = {
  usage: 'schema',
  run: (args) => {
    if (args.length > 0) throw new UsageError();
    const files = [...editorSchemas()];
    for (const [name, text] of files) writeOutput(join(scenariosRoot, name), [Buffer.from(text)]);
    return files.map(([name]) => `scenarios/${name}\n`).join('');
  },
};
