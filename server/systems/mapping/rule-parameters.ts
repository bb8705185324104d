/** Parameters as the file writes them: a text, a list, or names with values. */
export type RuleParameters = ReadonlyMap<string, string | readonly string[] | ReadonlyMap<string, string>>;

export function textParameter(parameters: RuleParameters, name: string): string | undefined {
  const value = parameters.get(name);
  return typeof value === 'string' ? value : undefined;
}

export function listParameter(parameters: RuleParameters, name: string): readonly string[] | undefined {
  const value = parameters.get(name);
  return Array.isArray(value) ? (value as readonly string[]) : typeof value === 'string' ? [value] : undefined;
}

export function mapParameter(parameters: RuleParameters, name: string): ReadonlyMap<string, string> | undefined {
  const value = parameters.get(name);
  return value instanceof Map ? (value as ReadonlyMap<string, string>) : undefined;
}
