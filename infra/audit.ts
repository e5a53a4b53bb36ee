import { CloudFormationValidatePlugin, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, PCIDSS321Checks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { asInterface } from './as-interface.ts';
import { houseRules } from './house-rules.ts';

/** Has every synthesis judged: by CloudFormation's own rules, ours, and the audit packs that the stage answers to. */
export const audit = (app: IConstruct, hardened: boolean): void => {
  const templates = new CloudFormationValidatePlugin({ guardRules: [{ name: 'house-rules', content: houseRules }] });
  Validations.of(app).addPlugins(
    asInterface<IPolicyValidationPlugin>(templates),
    new AwsSolutionsChecks(app),
    new ServerlessChecks(app),
    ...(hardened ? [new NIST80053R5Checks(app), new HIPAASecurityChecks(app), new PCIDSS321Checks(app)] : []),
  );
};
