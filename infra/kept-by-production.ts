import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * What production keeps, unless it was made by a deployment that was rolled back: that holds nothing yet, and would be in
 * the way of the next one.
 */
export const keptBy = (production: boolean): RemovalPolicy =>
  production ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
