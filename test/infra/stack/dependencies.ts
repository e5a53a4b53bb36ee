import { cycleIn, cycleOf, dependenciesOf } from '../support/dependencies.ts';
import { synthesise } from '../support/synthesis.ts';

describe('the resources of a stage', () => {
  it.each<[string, Record<string, unknown>]>([
    ['dev', {}],
    ['prod', { stage: 'prod' }],
    ['hardened', { stage: 'prod', hardened: 'true' }],
  ])('can be made one after the other, as none waits for itself: %s', (_, settings) => {
    expect(cycleOf(synthesise(settings))).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['Ref', { Properties: { Value: [{ Ref: 'B' }] } }],
    ['Fn::GetAtt', { Properties: { Value: { 'Fn::GetAtt': ['B', 'Arn'] } } }],
    ['a short Fn::GetAtt', { Properties: { Value: { 'Fn::GetAtt': 'B.Arn' } } }],
    ['Fn::Sub', { Properties: { Value: { 'Fn::Sub': 'x-${B.Arn}' } } }],
    ['Fn::Sub with variables', { Properties: { Value: { 'Fn::Sub': ['${x}', { x: { Ref: 'B' } }] } } }],
    ['DependsOn', { DependsOn: 'B' }],
    ['UpdatePolicy', { UpdatePolicy: { CodeDeployLambdaAliasUpdate: { ApplicationName: { Ref: 'B' } } } }],
    ['CreationPolicy', { CreationPolicy: { ResourceSignal: { Count: { Ref: 'B' } } } }],
  ])('wait for each other by %s', (_, waiting) => {
    expect(cycleIn(dependenciesOf({ A: waiting, B: { DependsOn: ['C'] }, C: { DependsOn: ['A'] } }))).toEqual([
      'A',
      'B',
      'C',
    ]);
  });

  it('do not wait for what metadata, another parameter or a literal names', () => {
    const value = { 'Fn::Join': ['', [{ Ref: 'AWS::Region' }, { 'Fn::Sub': '${!B} ${AWS::StackId}' }]] };
    expect(
      cycleIn(dependenciesOf({ A: { Metadata: { Ref: 'B' }, Properties: { value } }, B: { DependsOn: 'A' } })),
    ).toEqual([]);
  });
});
