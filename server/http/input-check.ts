import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';

/** Input that does not fit the contract. `field`: where, as a path within the part of the request it came in. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/**
 * Validates by the contract's schemas. Text of the URL is read as the type asked for; what the contract does not name is
 * dropped, so that nothing unknown gets into a lab's log.
 */
export const compileInputCheck: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema);
  return (input: unknown) => {
    const value: unknown = httpPart === 'body' ? input : Value.Convert(schema, input);
    if (validator.Check(value)) return { value: Value.Clean(schema, value) };
    return { error: explainMismatch(schema, value, httpPart ?? 'input') };
  };
};

function explainMismatch(schema: TSchema, value: unknown, part: string): InvalidInput {
  const mismatch = firstMismatch(schema, value, '');
  const field = mismatch.path.replace(/^\//, '').replaceAll('/', '.');
  return new InvalidInput(
    field === '' ? part : field,
    field === '' ? `The ${part} ${mismatch.message}.` : `${field} ${mismatch.message}.`,
  );
}

interface Mismatch {
  readonly path: string;
  readonly message: string;
}

/**
 * The first thing that is wrong. Of a union whose members carry a `kind`, only the member meant is looked at: the list of
 * everything that it is not helps nobody.
 */
function firstMismatch(schema: TSchema, value: unknown, path: string): Mismatch {
  const members = membersOf(schema);
  if (members) {
    const kind = propertyOf(value, 'kind');
    const kinds = members.map((member) => constantOf(member, 'kind'));
    const meant = members[kinds.indexOf(kind)];
    if (kind !== undefined && meant) return firstMismatch(meant, value, path);
    const known = kinds.filter((candidate) => candidate !== undefined);
    if (known.length > 0) return { path: `${path}/kind`, message: `must be one of ${known.map(String).join(', ')}` };
    const constants = members.flatMap((member) => ('const' in member ? [String(member.const)] : []));
    if (constants.length > 0) return { path, message: `must be one of ${constants.join(', ')}` };
  }
  for (const [name, property] of Object.entries(propertiesOf(schema))) {
    const inner = propertyOf(value, name);
    if (inner !== undefined && membersOf(property) && !Value.Check(property, inner)) {
      return firstMismatch(property, inner, `${path}/${name}`);
    }
  }
  const [error] = Value.Errors(schema, value);
  if (!error) return { path, message: 'does not fit' };
  if (error.keyword === 'required') {
    const [missing = ''] = error.params.requiredProperties;
    return { path: `${path}${error.instancePath}/${missing}`, message: 'is missing' };
  }
  return { path: `${path}${error.instancePath}`, message: error.message };
}

function membersOf(schema: TSchema): readonly TSchema[] | undefined {
  return 'anyOf' in schema && Array.isArray(schema.anyOf) ? (schema.anyOf as TSchema[]) : undefined;
}

function propertiesOf(schema: TSchema): Readonly<Record<string, TSchema>> {
  return 'properties' in schema ? (schema.properties as Record<string, TSchema>) : {};
}

function constantOf(schema: TSchema, name: string): unknown {
  const property = propertiesOf(schema)[name];
  return property && 'const' in property ? property.const : undefined;
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
