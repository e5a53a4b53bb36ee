import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod/mini';
import { CatalogueStack, type Sources } from '../../../infra/catalogue-stack.ts';
import { readSettings } from '../../../infra/settings.ts';
import { routes } from '../../../src/adapters/primary/rest/routes.ts';
import { newApp } from './new-app.ts';

export const schema = readFileSync('schema.graphql', 'utf8');
export const resolver = readFileSync('src/adapters/primary/graphql/lambda-resolver.js', 'utf8');
export const publishResolver = readFileSync('src/adapters/primary/graphql/publish-resolver.js', 'utf8');

// Only the CLI reads cdk.json: without its feature flags the template would be another one.
const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync('cdk.json', 'utf8')));

const code = Code.fromInline('exports.handler = async () => {};');

/** The template of a stage, by its settings as `-c` gives them; `npm run synth` is what judges templates. */
export const synthesise = (settings: Record<string, unknown> = {}, sources?: Partial<Sources>): Synthesis => {
  if (sources !== undefined) return built(settings, sources);
  const key = JSON.stringify(settings);
  const synthesis = known.get(key) ?? built(settings, {});
  known.set(key, synthesis);
  return synthesis;
};

// Synthesis is what takes the time of these tests.
const known = new Map<string, Synthesis>();

const built = (settings: Record<string, unknown>, sources: Partial<Sources>): Synthesis => {
  const stack = new CatalogueStack(newApp(context), readSettings({ ...context, ...settings }), {
    code: { rest: code, graphql: code, stream: code },
    routes,
    schema,
    resolver,
    publishResolver,
    ...sources,
  });
  return { stack, template: Template.fromStack(stack) };
};

export interface Synthesis {
  readonly stack: CatalogueStack;
  readonly template: Template;
}

const resource = z.object({
  Type: z.string(),
  Properties: z.optional(z.record(z.string(), z.unknown())),
  DeletionPolicy: z.optional(z.string()),
  DependsOn: z.optional(z.array(z.string())),
});

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: string | undefined;
}

/** All resources of a template, those of one type or those of several. */
export const resourcesOf = ({ template }: Synthesis, ...types: string[]): Resource[] =>
  Object.entries(z.object({ Resources: z.record(z.string(), resource) }).parse(template.toJSON()).Resources)
    .map(([id, { Type, Properties = {}, DeletionPolicy }]) => ({
      id,
      type: Type,
      properties: Properties,
      deletionPolicy: DeletionPolicy,
    }))
    .filter(({ type }) => types.length === 0 || types.includes(type));

/** The one resource of a type. */
export const theOnly = (synthesis: Synthesis, type: string): Resource => {
  const [found, ...others] = resourcesOf(synthesis, type);
  if (found === undefined || others.length > 0) throw new Error(`Not one but ${others.length + 1} of ${type}.`);
  return found;
};

/** A value of a template as one text, references in `${…}`, so that ARNs can be compared and searched. */
export const flat = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, operand] = []] = Object.entries(value);
  if (name === 'Ref') return `\${${String(operand)}}`;
  if (!Array.isArray(operand)) return JSON.stringify(value);
  if (name === 'Fn::GetAtt') return `\${${operand.join('.')}}`;
  if (name === 'Fn::Join' && Array.isArray(operand[1])) return operand[1].map(flat).join(String(operand[0]));
  return JSON.stringify(value);
};

const oneOrMore = z.union([
  z.array(z.unknown()),
  z.pipe(
    z.unknown(),
    z.transform((value) => [value]),
  ),
]);
const statements = z.array(
  z.object({
    Effect: z.string(),
    Action: oneOrMore,
    Resource: z.optional(oneOrMore),
    Principal: z.optional(z.unknown()),
    Condition: z.optional(z.unknown()),
  }),
);

export interface Statement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principal: unknown;
  readonly condition: unknown;
}

/** The statements of a policy document. */
export const statementsOf = (document: unknown): Statement[] =>
  statements.parse(z.object({ Statement: z.unknown() }).parse(document).Statement).map((statement) => ({
    effect: statement.Effect,
    actions: statement.Action.map(String),
    resources: (statement.Resource ?? []).map(flat),
    principal: statement.Principal,
    condition: statement.Condition,
  }));

/** The statements of the one policy of a role; the role by the path of the construct that makes it. */
export const rightsOf = (synthesis: Synthesis, construct: string): Statement[] => {
  const policies = resourcesOf(synthesis, 'AWS::IAM::ManagedPolicy').filter(({ id }) => id.startsWith(construct));
  expect(policies).toHaveLength(1);
  return policies.flatMap(({ properties }) => statementsOf(properties['PolicyDocument']));
};
