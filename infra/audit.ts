import { CloudFormationValidatePlugin, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { asInterface } from './as-interface.ts';
import { houseRules } from './house-rules.ts';
import type { Settings } from './settings.ts';

/** Has every synthesis judged: by CloudFormation's own rules, ours, and the audit packs that the stage answers to. */
export const audit = (app: IConstruct, settings: Settings): void => {
  const templates = new CloudFormationValidatePlugin({ guardRules: [{ name: 'house-rules', content: houseRules }] });
  Validations.of(app).addPlugins(asInterface<IPolicyValidationPlugin>(templates), ...packs(app, settings));
};

const packs = (app: IConstruct, { firewall, hardened }: Settings): IPolicyValidationPlugin[] => {
  // None lets a stage without a firewall pass, and the rest of it is the same as with one.
  if (firewall === null) return [];
  const everywhere = [new AwsSolutionsChecks(app), new ServerlessChecks(app)];
  return hardened
    ? [...everywhere, new NIST80053R5Checks(app), new HIPAASecurityChecks(app), new PCIDSS321Checks(app)]
    : everywhere;
};
