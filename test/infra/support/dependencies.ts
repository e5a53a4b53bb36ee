import * as z from 'zod/mini';
import type { Synthesis } from './synthesis.ts';

const resources = z.record(z.string(), z.looseObject({ DependsOn: z.optional(z.unknown()) }));

/** The resources that CloudFormation makes before another, by their logical ids. */
type Dependencies = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What CloudFormation takes for a dependency: a reference anywhere in a resource, in its policies for updates and
 * creation too (https://github.com/aws/aws-cdk/issues/2231), and `DependsOn`.
 */
export const dependenciesOf = (resourcesOfTemplate: unknown): Dependencies => {
  const parsed = Object.entries(resources.parse(resourcesOfTemplate));
  const ids = new Set(parsed.map(([id]) => id));
  return new Map(
    parsed.map(([id, { Metadata: _, DependsOn = [], ...rest }]) => [
      id,
      new Set(
        [DependsOn]
          .flat()
          .map(String)
          .concat(references(rest))
          .filter((name) => ids.has(name)),
      ),
    ]),
  );
};

const references = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(references);
  return Object.entries(value).flatMap(([name, operand]) => {
    if (name === 'Ref') return [String(operand)];
    if (name === 'Fn::GetAtt') return [beforeDot([operand].flat()[0])];
    return name === 'Fn::Sub' ? [...substitutes([operand].flat()[0]), ...references(operand)] : references(operand);
  });
};

const beforeDot = (value: unknown): string => String(value).split('.', 1).join('');

const substitutes = (text: unknown): string[] =>
  [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => beforeDot(name));

/** The resources of one cycle, in its order; none where there is no cycle. */
export const cycleIn = (dependencies: Dependencies): string[] => {
  const finished = new Set<string>();
  const search = (id: string, path: readonly string[]): string[] => {
    if (path.includes(id)) return path.slice(path.indexOf(id));
    if (finished.has(id)) return [];
    for (const next of dependencies.get(id) ?? []) {
      const cycle = search(next, [...path, id]);
      if (cycle.length > 0) return cycle;
    }
    finished.add(id);
    return [];
  };
  return [...dependencies.keys()].map((id) => search(id, [])).find((cycle) => cycle.length > 0) ?? [];
};

/** The same of a synthesised template. */
export const cycleOf = ({ template }: Synthesis): string[] => cycleIn(dependenciesOf(template.toJSON()['Resources']));
