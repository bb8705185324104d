import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import type { AttributeInfo } from '../contract/practice.ts';
import { readYaml } from '../lab/scenario/yaml-source.ts';
import { lookupKeyword } from '../protocols/dicom/dictionary.ts';
import { formatTag } from '../protocols/dicom/tag.ts';

const file = fileURLToPath(new URL('../../drills/standards.yaml', import.meta.url));

const StandardsFile = Type.Object({
  attributes: Type.Array(
    Type.Object(
      {
        keyword: Type.String(),
        /** Within the item of the Scheduled Procedure Step Sequence. */
        step: Type.Optional(Type.Boolean()),
        type: Type.String(),
        from231: Type.String(),
        from251: Type.String(),
        rule: Type.String(),
        dcm4chee: Type.String(),
      },
      { additionalProperties: false },
    ),
  ),
});

const STEPS = '(0040,0100)';

/** The attributes of a worklist item that practice asks for, with IHE's rule and dcm4chee's default. */
export const attributes: readonly AttributeInfo[] = readAttributes();

function readAttributes(): AttributeInfo[] {
  const read = readYaml(file, readFileSync(file, 'utf8'), StandardsFile);
  if (!read.ok) {
    throw new Error(read.mistakes.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'));
  }
  return read.value.attributes.map(({ keyword, step, type, from231, from251, rule, dcm4chee }) => {
    const entry = lookupKeyword(keyword);
    if (!entry) throw new Error(`${file}: ${keyword} is no keyword of DICOM`);
    const tag = formatTag(entry.tag);
    return {
      keyword,
      target: step === true ? `${STEPS}>${tag}` : tag,
      name: entry.name,
      vr: entry.vr,
      type,
      ihe: { from231, from251, rule },
      dcm4chee,
    };
  });
}

const byKeyword = new Map(attributes.map((each) => [each.keyword, each]));
const byTarget = new Map(attributes.map((each) => [each.target, each]));

/** By keyword, or by target as rules write it. */
export function attributeOf(word: string): AttributeInfo | undefined {
  return byKeyword.get(word) ?? byTarget.get(word);
}
